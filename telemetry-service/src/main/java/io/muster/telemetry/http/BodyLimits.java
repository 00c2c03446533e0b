package io.muster.telemetry.http;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Requests with readings: what all that are in progress may hold in memory together. */
@ConfigMapping(prefix = "muster.ingest.bodies")
interface BodyLimits {

    /** Of bodies that are looked at whole before any of it is stored: JSON and tables. */
    @WithDefault("32M")
    MemorySize held();

    /** Of messages that are just being read and stored, also from lines; they take many times that as readings. */
    @WithDefault("2M")
    MemorySize storing();

    /** How long a request waits for its share. */
    @WithDefault("5s")
    Duration patience();

    /** How long one may take to come as a whole. */
    @WithDefault("2m")
    Duration time();

    /** How many of them one caller may have on their way at the same time. */
    @WithDefault("32")
    int perCaller();

    /** The most columns of a table. */
    @WithDefault("2000")
    int maxColumns();
}
