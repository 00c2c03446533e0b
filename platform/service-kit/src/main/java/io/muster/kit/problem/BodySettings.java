package io.muster.kit.problem;

import java.util.Map;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How large the body of a request may be, in bytes. */
@ConfigMapping(prefix = "muster.http")
interface BodySettings {

    /** Of any request. */
    @WithDefault("1M")
    MemorySize bodyLimit();

    /**
     * Of requests to certain paths, instead; less than {@code quarkus.http.limits.max-body-size}. In a path {@code
     * {name}} or {@code *} is any one segment.
     */
    Map<String, MemorySize> bodyLimits();
}
