package io.muster.telemetry.postgres;

import java.util.Arrays;
import java.util.List;

import io.muster.telemetry.live.Horizon;
import io.muster.telemetry.live.Stretch;
import org.jspecify.annotations.Nullable;

/** Horizons as Postgres' snapshots, {@code oldest:next:others}, and the condition that rows lie between two of them. */
final class Horizons {

    private static final String SEPARATOR = ":";

    /**
     * A row tells the last 32 bits of its transaction's number; how far that is from the newest one tells the rest. The
     * first comparison costs little and leaves few rows to the others.
     *
     * <p>$1 and $2 are the later horizon and the number that was next there; $3 and $4 the earlier one and the oldest
     * transaction that had not ended there, or null.
     */
    private static final String BETWEEN =
            """
            ($4::text is null or age(%1$s.xmin) <= age($4::text::xid8::xid))
                and pg_visible_in_snapshot(
                    ($2::text::bigint + age($2::text::xid8::xid) - age(%1$s.xmin))::text::xid8, $1::text::pg_snapshot)
                and ($3::text is null or not pg_visible_in_snapshot(
                    ($2::text::bigint + age($2::text::xid8::xid) - age(%1$s.xmin))::text::xid8, $3::text::pg_snapshot))
            """;

    private Horizons() {}

    /** @param snapshot as Postgres writes it */
    static Horizon of(String snapshot) {
        return new Horizon(Long.parseLong(snapshot.split(SEPARATOR)[0]), snapshot);
    }

    /** The condition that rows of the table lie within a stretch; needs {@link #parameters} as the first four. */
    static String between(String table) {
        return BETWEEN.formatted(table);
    }

    static List<@Nullable Object> parameters(Stretch stretch) {
        String until = text(stretch.until());
        String next = until.split(SEPARATOR)[1];
        @Nullable Horizon after = stretch.after();
        // Ahead of what is committed now: it is of another server, or of one that has lost its last transactions.
        boolean isKnown = after != null && after.ended() <= Long.parseLong(next);
        return Arrays.asList(until, next, isKnown ? text(after) : null, isKnown ? Long.toString(after.ended()) : null);
    }

    private static String text(Horizon horizon) {
        return horizon.exactly() == null
                ? horizon.ended() + SEPARATOR + horizon.ended() + SEPARATOR
                : horizon.exactly();
    }
}
