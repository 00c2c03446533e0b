package io.muster.telemetry.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

import io.muster.kit.paging.Cursor;
import io.muster.telemetry.reading.Channels;
import io.muster.telemetry.reading.Timestamps;

/**
 * Where a reading stands among a device's readings, whatever comes or goes beside it.
 *
 * @param receivedAt to the microsecond
 * @param fingerprint tells readings apart that are otherwise alike
 */
public record Position(Instant timestamp, Instant receivedAt, String channel, long fingerprint) {

    private static final int PARTS = 4;

    /** As callers carry it from one page to the next. */
    public String cursor() {
        return new Cursor(List.of(timestamp.toString(), receivedAt.toString(), channel, Long.toString(fingerprint)))
                .text();
    }

    /**
     * What {@link #cursor} wrote.
     *
     * @throws io.muster.kit.problem.InvalidRequest for anything else
     */
    static Position parse(String cursor) {
        List<String> parts = Cursor.parse(cursor).values();
        if (parts.size() != PARTS || !Channels.isName(parts.get(2))) {
            throw Cursor.unknown();
        }
        try {
            return new Position(
                    Timestamps.exact(parts.get(0)),
                    Timestamps.exact(parts.get(1)),
                    parts.get(2),
                    Long.parseLong(parts.get(3)));
        } catch (DateTimeException | NumberFormatException notOurs) {
            throw Cursor.unknown();
        }
    }
}
