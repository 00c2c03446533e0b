package io.muster.telemetry.postgres;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.muster.events.StateReported;
import io.muster.telemetry.state.StateLimits;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Rows of devices and of their latest readings, put together as events. */
final class StateRows {

    /** The latest readings of these devices, as far as they are small enough; the newest first to find room. */
    static final String LATEST =
            """
            select device, channel, ts, value, unit from (
                select *, sum(bytes + octet_length(channel) + coalesce(octet_length(unit), 0) + 100)
                    over (partition by device order by ts desc, channel) as bytes_so_far
                from (
                    select device, channel, ts, value, unit, octet_length(value::text) as bytes
                    from latest where device = any($1::text[])
                ) as sized where bytes <= $2
            ) as fitting where bytes_so_far <= $3
            """;

    private StateRows() {}

    static Tuple of(RowSet<Row> devices, StateLimits limits) {
        List<String> ids = new ArrayList<>(devices.size());
        devices.forEach(row -> ids.add(row.getString("device")));
        return Tuple.of(ids.toArray(String[]::new), limits.maxChannelBytes(), (long) limits.maxEventBytes());
    }

    static List<StateReported> events(Iterable<Row> devices, Iterable<Row> latest) {
        Map<String, Map<String, StateReported.Reading>> channels = new HashMap<>();
        for (Row row : latest) {
            channels.computeIfAbsent(row.getString("device"), device -> new TreeMap<>())
                    .put(row.getString("channel"), reading(row));
        }
        List<StateReported> events = new ArrayList<>();
        for (Row row : devices) {
            events.add(event(row, channels.getOrDefault(row.getString("device"), Map.of())));
        }
        return events;
    }

    private static StateReported event(Row row, Map<String, StateReported.Reading> channels) {
        return new StateReported(
                row.getLong("revision"),
                row.getString("workspace"),
                row.getString("device"),
                row.getOffsetDateTime("last_seen").toInstant(),
                channels,
                location(row));
    }

    private static StateReported.Reading reading(Row row) {
        return new StateReported.Reading(
                row.get(JsonObject.class, "value").getMap(),
                row.getString("unit"),
                row.getOffsetDateTime("ts").toInstant());
    }

    private static StateReported.@Nullable Location location(Row row) {
        @Nullable JsonObject location = row.get(JsonObject.class, "location");
        return location == null
                ? null
                : new StateReported.Location(
                        location.getDouble("lat"),
                        location.getDouble("lng"),
                        location.getDouble("accuracy"),
                        row.getOffsetDateTime("located_at").toInstant());
    }
}
