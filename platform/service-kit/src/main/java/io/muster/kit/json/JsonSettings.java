package io.muster.kit.json;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of the JSON that a service reads. */
@ConfigMapping(prefix = "muster.json")
interface JsonSettings {

    /** The deepest nesting that is read, in levels; a deeper body is refused with 400. */
    @WithDefault("32")
    int maxDepth();
}
