package io.muster.registry.device;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much may be said of a device. Lengths are in characters (Unicode code points). */
@ConfigMapping(prefix = "muster.registry.device")
public interface DeviceLimits {

    @WithDefault("1000")
    int deviceIdLength();

    @WithDefault("100")
    int typeLength();

    @WithDefault("200")
    int nameLength();

    @WithDefault("2000")
    int descriptionLength();

    /** Of each field of {@code info}. */
    @WithDefault("200")
    int infoLength();

    /** How many tags a device may have. */
    @WithDefault("50")
    int tags();

    @WithDefault("64")
    int tagLength();

    /** The size of all keys and values of the metadata, in bytes of UTF-8. */
    @WithDefault("16384")
    int metadataBytes();

    /** How deep objects and lists may be nested in the metadata, itself included. */
    @WithDefault("32")
    int metadataDepth();

    /** How far ahead of our clock the time of a location may be. */
    @WithDefault("PT5M")
    Duration clockSkew();
}
