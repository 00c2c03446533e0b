package io.muster.kit.json;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of the JSON that a service reads. Read before anything else: the JSON mapper is among the first to be there. */
@StaticInitSafe
@ConfigMapping(prefix = "muster.json")
interface JsonSettings {

    /** The deepest nesting that is read, in levels; a deeper body is refused with 400. */
    @WithDefault("32")
    int maxDepth();
}
