package io.muster.telemetry.http;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What small HTTP devices are told. */
@ConfigMapping(prefix = "muster.dialect")
interface DialectSettings {

    /** How long a device should wait before it says again how it is; told in whole seconds. */
    @WithDefault("5m")
    Duration statusInterval();
}
