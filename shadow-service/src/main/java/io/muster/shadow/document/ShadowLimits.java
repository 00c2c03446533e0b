package io.muster.shadow.document;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a shadow may hold. */
@ConfigMapping(prefix = "muster.shadow")
public interface ShadowLimits {

    /** The most bytes of a side of a shadow, and of one message of a device, as JSON. */
    @WithDefault("32768")
    int maxBytes();

    /** The deepest nesting of a side, in levels of objects and arrays. */
    @WithDefault("16")
    int maxDepth();

    /**
     * The most keys of a side, on all levels and in arrays together; and of those that were removed from reported, so many are
     * remembered, so that an older report that comes late does not bring them back.
     */
    @WithDefault("1000")
    int maxKeys();

    /** The most named shadows of a device. */
    @WithDefault("20")
    int maxNames();

    /** The most characters of the reason with which a device rejects a key. */
    @WithDefault("256")
    int maxReason();

    /** How long a version is kept after it was over. */
    @WithDefault("30d")
    Duration history();
}
