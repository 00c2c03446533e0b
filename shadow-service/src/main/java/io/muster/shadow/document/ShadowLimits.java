package io.muster.shadow.document;

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
}
