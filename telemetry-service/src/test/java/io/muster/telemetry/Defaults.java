package io.muster.telemetry;

import java.time.Duration;
import java.util.Map;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Configuration as it is when nobody has configured anything. */
public final class Defaults {

    private Defaults() {}

    public static <T> T of(Class<T> mapping) {
        return with(mapping, Map.of());
    }

    /** As it is when nobody has configured anything but this. */
    public static <T> T with(Class<T> mapping, Map<String, String> configured) {
        return new SmallRyeConfigBuilder()
                .withDefaultValues(configured)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
