package io.muster.telemetry.live;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/** What a listener is told. */
public sealed interface LiveEvent {

    /** @param id from which a listener that comes again goes on; null while it has not yet heard all that it had missed */
    record Heard(@Nullable String id, LiveReading reading) implements LiveEvent {}

    /**
     * What came between these moments is in the history only: the listener stayed away for too long, or nobody can tell
     * what it has heard.
     *
     * @param from null if nobody can tell
     */
    record Skipped(@Nullable Instant from, Instant to) implements LiveEvent {}
}
