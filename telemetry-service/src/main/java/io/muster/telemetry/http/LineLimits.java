package io.muster.telemetry.http;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Requests whose body is lines of JSON, which are stored while they come. */
@ConfigMapping(prefix = "muster.ingest.lines")
interface LineLimits {

    /** The most lines of one request. */
    @WithDefault("1000000")
    int max();

    /** How many lines are stored in one go. */
    @WithDefault("1000")
    int batch();

    /** After how many bytes fewer of them are. */
    @WithDefault("1048576")
    int batchBytes();

    /** Requests that are read at the same time: each has a thread for as long as its body comes. */
    @WithDefault("16")
    int atOnce();

    /** How many of them may be of one caller. */
    @WithDefault("4")
    int perCaller();

    /** How long one may take to come as a whole and be stored. */
    @WithDefault("15m")
    Duration time();

    /** How long another one waits for its turn. */
    @WithDefault("5s")
    Duration patience();
}
