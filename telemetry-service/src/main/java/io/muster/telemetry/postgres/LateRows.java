package io.muster.telemetry.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.muster.telemetry.live.LiveLimits;
import io.muster.telemetry.reading.Reading;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Batches that are stored long after they came. Who listens looks for what came of late; such a row, committed together
 * with the readings, makes him look further back.
 */
final class LateRows {

    /** Takes away those that nobody can ask for any more, so that they are few. */
    static final String ADD =
            """
            with forgotten as (
                delete from late_batch where ctid = any(array(
                    select ctid from late_batch where stored_at < now() - $2::bigint * interval '1 ms'
                    limit 1000 for update skip locked)))
            insert into late_batch (earliest) values ($1)
            """;

    static final String EARLIEST = "select min(earliest) from late_batch where " + Horizons.between("late_batch");

    private LateRows() {}

    /** When the first of the readings came, if that is so long ago that nobody might look there; else empty. */
    static Optional<Instant> earliest(List<Reading> readings, Instant now, LiveLimits limits) {
        // The other half is for the commit, and for clocks that do not agree.
        Instant soonEnough = now.minus(limits.patience().dividedBy(2));
        return readings.stream()
                .map(Reading::receivedAt)
                .min(Comparator.naturalOrder())
                .filter(soonEnough::isAfter);
    }

    static Tuple of(Instant earliest, LiveLimits limits) {
        Duration kept = limits.resume().plus(limits.patience());
        return Tuple.of(Times.utc(earliest), kept.toMillis());
    }
}
