package io.muster.telemetry.postgres;

import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.muster.telemetry.reading.Reading;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The newest of some readings, by device and channel, as the columns of one insert. */
final class LatestRows {

    /** Never moves on to an older reading. */
    static final String PUT =
            """
            insert into latest as known (workspace, device, channel, ts, received_at, message_id, value, unit)
            select workspace, device, channel, ts, received_at, message_id, value::jsonb, unit from unnest(
                $1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::text[], $7::text[],
                $8::text[]) as item (workspace, device, channel, ts, received_at, message_id, value, unit)
            on conflict (device, channel) do update set
                workspace = excluded.workspace, ts = excluded.ts, received_at = excluded.received_at,
                message_id = excluded.message_id, value = excluded.value, unit = excluded.unit
            where (known.ts, known.received_at) <= (excluded.ts, excluded.received_at)
            """;

    private LatestRows() {}

    private record Series(String device, String channel) {}

    static Tuple of(List<Reading> readings) {
        Map<Series, Reading> latest =
                new TreeMap<>(Comparator.comparing(Series::device).thenComparing(Series::channel));
        for (Reading reading : readings) {
            latest.merge(new Series(reading.device(), reading.channel()), reading, LatestRows::later);
        }
        return columns(latest.values());
    }

    private static Reading later(Reading one, Reading other) {
        return Reading.BY_TIME.compare(other, one) >= 0 ? other : one;
    }

    private static Tuple columns(Collection<Reading> latest) {
        int count = latest.size();
        String[] workspaces = new String[count];
        String[] devices = new String[count];
        String[] channels = new String[count];
        OffsetDateTime[] timestamps = new OffsetDateTime[count];
        OffsetDateTime[] receivedAt = new OffsetDateTime[count];
        @Nullable String[] messageIds = new String[count];
        String[] values = new String[count];
        @Nullable String[] units = new String[count];
        int i = 0;
        for (Reading reading : latest) {
            workspaces[i] = reading.workspace();
            devices[i] = reading.device();
            channels[i] = reading.channel();
            timestamps[i] = Times.utc(reading.timestamp());
            receivedAt[i] = Times.utc(reading.receivedAt());
            messageIds[i] = reading.messageId();
            values[i] = Json.encode(reading.values());
            units[i] = reading.unit();
            i++;
        }
        return Tuple.from(
                new Object[] {workspaces, devices, channels, timestamps, receivedAt, messageIds, values, units});
    }
}
