package io.muster.provisioning.onboarding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * How much may be said of a device that comes in by itself, in characters (Unicode code points). Wider limits than the
 * registry's would let devices in that it does not register.
 */
@ConfigMapping(prefix = "muster.provisioning.newcomer")
interface NewcomerLimits {

    @WithDefault("1000")
    int deviceIdLength();

    @WithDefault("100")
    int typeLength();

    @WithDefault("200")
    int nameLength();

    /** Of each field of {@code info}. */
    @WithDefault("200")
    int infoLength();

    /** How many groups a device may join as it comes in. */
    @WithDefault("10")
    int groups();

    /** Of a whole path. */
    @WithDefault("1000")
    int groupPathLength();

    /** How many levels a path may have. */
    @WithDefault("10")
    int groupDepth();

    /** Of each level of a path. */
    @WithDefault("200")
    int groupNameLength();

    /** The size of all keys and values of the metadata, in bytes of UTF-8. */
    @WithDefault("16384")
    int metadataBytes();

    /** How deep objects and lists may be nested in the metadata, itself included. */
    @WithDefault("32")
    int metadataDepth();
}
