package io.muster.kit.problem;

import java.util.Map;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a request may be like; sizes in bytes. */
@ConfigMapping(prefix = "muster.http")
interface RequestSettings {

    /**
     * Its path and query, as they are sent; less than {@code quarkus.http.limits.max-initial-line-length}. A
     * {@code deviceId} of 1,000 letters may have 12,000 there.
     */
    @WithDefault("32K")
    MemorySize addressLimit();

    /**
     * Whether a parameter in the query that the path does not know, that is empty or comes twice is refused; not where
     * clients of others bring their own.
     */
    @WithDefault("false")
    boolean strictQuery();

    /** Its headers; less than {@code quarkus.http.limits.max-header-size}. */
    @WithDefault("20K")
    MemorySize headerLimit();

    /** The body of any request. */
    @WithDefault("1M")
    MemorySize bodyLimit();

    /**
     * The body of requests to certain paths, instead; less than {@code quarkus.http.limits.max-body-size}. In a path {@code
     * {name}} or {@code *} is any one segment.
     */
    Map<String, MemorySize> bodyLimits();
}
