package io.muster.telemetry.postgres;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.muster.telemetry.reading.Reading;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** The ids that devices gave their messages: of readings with the same id only one is taken, the first that came. */
final class MessageIdRows {

    /** Answers the ids that are new. */
    static final String ADD =
            """
            insert into message_id (device, message_id, received_at)
            select * from unnest($1::text[], $2::text[], $3::timestamptz[])
            on conflict do nothing
            returning device, message_id
            """;

    /** In the order of their keys, so that two batches seldom wait for each other crosswise. */
    private final Map<Name, Reading> first =
            new TreeMap<>(Comparator.comparing(Name::device).thenComparing(Name::messageId));

    private record Name(String device, String messageId) {

        static Name of(Reading reading) {
            return new Name(reading.device(), reading.messageId());
        }
    }

    MessageIdRows(List<Reading> readings) {
        for (Reading reading : readings) {
            if (reading.messageId() != null) {
                first.merge(Name.of(reading), reading, MessageIdRows::earlier);
            }
        }
    }

    private static Reading earlier(Reading one, Reading other) {
        return other.receivedAt().isBefore(one.receivedAt()) ? other : one;
    }

    boolean isEmpty() {
        return first.isEmpty();
    }

    Tuple columns() {
        return Tuple.of(
                first.keySet().stream().map(Name::device).toArray(String[]::new),
                first.keySet().stream().map(Name::messageId).toArray(String[]::new),
                first.values().stream()
                        .map(reading -> Times.utc(reading.receivedAt()))
                        .toArray(OffsetDateTime[]::new));
    }

    /**
     * The readings that have no id, and the first of each id that is new.
     *
     * @param added what {@link #ADD} answered
     */
    List<Reading> fresh(List<Reading> readings, Iterable<Row> added) {
        Set<Name> names = new HashSet<>();
        added.forEach(row -> names.add(new Name(row.getString(0), row.getString(1))));
        return readings.stream()
                .filter(reading -> reading.messageId() == null
                        || reading == first.get(Name.of(reading)) && names.contains(Name.of(reading)))
                .toList();
    }
}
