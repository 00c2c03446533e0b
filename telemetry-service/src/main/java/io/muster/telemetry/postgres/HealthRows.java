package io.muster.telemetry.postgres;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.muster.telemetry.reading.Channels;
import io.muster.telemetry.reading.Reading;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** What devices say of their health: word by word, because one message seldom says all of it. */
final class HealthRows {

    static final String PUT =
            """
            insert into device_health as known (device, workspace, ts, value, heard_at)
            select device, workspace, max(ts), jsonb_object_agg(said.key, said.value order by ts, received_at),
                max(received_at)
            from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::text[])
                as item (workspace, device, ts, received_at, words)
            cross join jsonb_each(words::jsonb) as said
            group by device, workspace order by device
            on conflict (device) do update set
                value = case when excluded.ts >= known.ts
                    then known.value || excluded.value else excluded.value || known.value end,
                ts = greatest(known.ts, excluded.ts), heard_at = greatest(known.heard_at, excluded.heard_at)
            """;

    private static final String BATTERY_LEVEL = "batteryLevel";
    private static final List<String> BATTERY = List.of(BATTERY_LEVEL, "battery_level", "battery");
    private static final Set<String> WORDS = Set.of("status", "uptime", "signalStrength", "firmware", "diagnostics");

    private HealthRows() {}

    /** Nothing else that stands beside them; a battery's level by one name, if it can be one. */
    static Map<String, Object> words(Map<String, Object> values) {
        Map<String, Object> words = new LinkedHashMap<>(values);
        words.keySet().retainAll(WORDS);
        BATTERY.stream()
                .filter(name -> isPercent(values.get(name)))
                .findFirst()
                .ifPresent(name -> words.put(BATTERY_LEVEL, values.get(name)));
        return words;
    }

    private static boolean isPercent(@Nullable Object value) {
        return value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= 100;
    }

    static List<Reading> among(List<Reading> readings) {
        return readings.stream()
                .filter(reading -> reading.channel().equals(Channels.STATUS) && !reading.history())
                .toList();
    }

    static Tuple of(List<Reading> words) {
        return Tuple.of(
                words.stream().map(Reading::workspace).toArray(String[]::new),
                words.stream().map(Reading::device).toArray(String[]::new),
                words.stream().map(reading -> Times.utc(reading.timestamp())).toArray(OffsetDateTime[]::new),
                words.stream().map(reading -> Times.utc(reading.receivedAt())).toArray(OffsetDateTime[]::new),
                words.stream()
                        .map(reading -> Json.encode(words(reading.values())))
                        .toArray(String[]::new));
    }
}
