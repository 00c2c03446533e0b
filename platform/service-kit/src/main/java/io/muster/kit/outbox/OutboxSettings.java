package io.muster.kit.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How events leave the database. */
@ConfigMapping(prefix = "muster.outbox")
interface OutboxSettings {

    /** How many events are published in one go. */
    @WithDefault("500")
    int batchSize();

    /**
     * How often the relay looks by itself. Commits wake it at once; this is for what another replica committed before
     * it died.
     */
    @WithDefault("500ms")
    Duration pollInterval();

    /**
     * The shortest time from one batch to the next. What a busy service says in it goes together, which saves its
     * hearers most of their work; what a quiet one says goes at once.
     */
    @WithDefault("50ms")
    Duration pace();

    /** How long Kafka may take to acknowledge a batch before the batch is given back and tried again. */
    @WithDefault("15s")
    Duration publishTimeout();

    /** Events of which the metrics count also that there was none yet, by their CloudEvents types. */
    Optional<List<String>> eventTypes();
}
