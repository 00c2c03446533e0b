package io.muster.telemetry;

import java.time.Duration;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Configuration as it is when nobody has configured anything. */
public final class Defaults {

    private Defaults() {}

    public static <T> T of(Class<T> mapping) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }
}
