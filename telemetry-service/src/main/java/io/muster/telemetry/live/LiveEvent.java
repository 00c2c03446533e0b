package io.muster.telemetry.live;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What a listener is told. */
public sealed interface LiveEvent {

    /** @param id from which a listener that comes again goes on; null while it has not yet heard all that it had missed */
    record Heard(@Nullable String id, LiveReading reading) implements LiveEvent {}

    /** The listener stayed away for too long: what came between these moments is in the history only. */
    record Skipped(Instant from, Instant to) implements LiveEvent {}
}
