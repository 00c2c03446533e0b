package io.muster.kit.device;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.kit.postgres.Lookups;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** The service's own projection of {@code device-connectivity}: who would hear what is sent now. */
@ApplicationScoped
public class DeviceSessions {

    /** Says what was known before. */
    private static final String UPSERT =
            """
            with said as (
                select * from jsonb_to_recordset($1::text::jsonb) as said (
                    device text, workspace text, session bigint, revision bigint, connected boolean, listening text[])),
            taken as (
                insert into device_session as known (device, workspace, session, revision, connected, listening)
                select device, workspace, session, revision, connected, listening from said order by device
                on conflict (device) do update set
                    session = excluded.session, revision = excluded.revision,
                    connected = excluded.connected, listening = excluded.listening
                where (known.session, known.revision) <= (excluded.session, excluded.revision))
            select device, known.session, known.revision from device_session known join said using (device)
            """;

    /** Which word on a device is the newer one. */
    private record Word(long session, long revision) implements Comparable<Word> {

        private static final Comparator<Word> AGE =
                Comparator.comparingLong(Word::session).thenComparingLong(Word::revision);

        static Word of(ConnectivityEvent event) {
            return new Word(event.session().number(), event.revision());
        }

        @Override
        public int compareTo(Word other) {
            return AGE.compare(this, other);
        }
    }

    private final Lookups lookups;

    DeviceSessions(Lookups lookups) {
        this.lookups = lookups;
    }

    /** The MQTT topic filters that the device is subscribed to at the moment; empty while it is away. */
    public Uni<List<String>> listening(String device) {
        return lookups.of("select listening from device_session where device = $1 and connected", Tuple.of(device))
                .map(rows -> rows.size() == 0
                        ? List.of()
                        : List.of(rows.iterator().next().getArrayOfStrings("listening")));
    }

    /**
     * Takes the broker's words and says which of them are news: all that are not older than what was known. The same
     * word twice is news twice: its first effect may be missing.
     */
    Uni<List<ConnectivityEvent>> learn(List<ConnectivityEvent> events) {
        Map<String, ConnectivityEvent> newest = new HashMap<>();
        events.forEach(
                event -> newest.merge(event.device(), event, BinaryOperator.maxBy(Comparator.comparing(Word::of))));
        JsonArray rows = new JsonArray();
        newest.values().forEach(event -> rows.add(row(event)));
        return lookups.of(UPSERT, Tuple.of(rows.encode())).map(before -> news(events, before));
    }

    private static JsonObject row(ConnectivityEvent event) {
        boolean connected = !(event instanceof DeviceDisconnected);
        return new JsonObject()
                .put("device", event.device())
                .put("workspace", event.workspace())
                .put("session", event.session().number())
                .put("revision", event.revision())
                .put("connected", connected)
                .put("listening", connected ? new JsonArray(event.session().listening()) : new JsonArray());
    }

    private static List<ConnectivityEvent> news(List<ConnectivityEvent> events, RowSet<Row> before) {
        Map<String, Word> known = new HashMap<>();
        before.forEach(
                row -> known.put(row.getString("device"), new Word(row.getLong("session"), row.getLong("revision"))));
        return events.stream()
                .filter(event -> {
                    Word word = Word.of(event);
                    return word.compareTo(known.getOrDefault(event.device(), word)) >= 0;
                })
                .toList();
    }
}
