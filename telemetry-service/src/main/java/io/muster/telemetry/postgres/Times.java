package io.muster.telemetry.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/** Moments as Postgres' driver takes and gives them; null is null. */
final class Times {

    private Times() {}

    /** Where the piece of time begins that this moment lies in, if time is cut into pieces of so many seconds. */
    static Instant start(Instant time, long seconds) {
        long since = time.getEpochSecond();
        return Instant.ofEpochSecond(since - Math.floorMod(since, seconds));
    }

    static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
