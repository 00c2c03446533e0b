package io.muster.kit.outbox;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import io.muster.kit.Ids;
import io.muster.kit.postgres.PlainSql;
import io.muster.kit.trace.TraceParent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Where a use case puts what it has to say: into the same transaction as what it writes. Either both happen or
 * neither; {@link OutboxRelay} brings it to Kafka after the commit, in the order of each key.
 *
 * <p>That order is the order in which rows get their ids. A use case that changes something therefore locks it
 * (select for update, or the update itself) before it appends.
 *
 * <p>The trace in which an event is said goes with it.
 */
@ApplicationScoped
public class Outbox {

    private static final String INSERT =
            """
            insert into outbox (topic, key, headers, body)
            select topic, key, headers::jsonb, body
            from unnest($1::text[], $2::text[], $3::text[], $4::text[])
                with ordinality as event (topic, key, headers, body, position)
            order by position
            """;

    private final ObjectMapper json;
    private final OutboxSignal signal;
    private final Clock clock = Clock.systemUTC();
    private final String source;

    Outbox(ObjectMapper json, OutboxSignal signal, @ConfigProperty(name = "muster.service") String service) {
        this.json = json;
        this.signal = signal;
        this.source = "/" + service;
    }

    /**
     * What says events as a part of a statement, in the transaction of which it must be; a condition may follow.
     *
     * @param rows the place of the parameter that holds the {@link #rows}
     */
    public static String insert(String rows) {
        // The inner cast keeps the drivers from taking the text for a JSON string.
        return """
            insert into outbox (topic, key, headers, body)
            select topic, key, headers, body
            from rows from (jsonb_to_recordset(cast(cast(%s as text) as jsonb)) as (topic text, key text, headers jsonb, body text))
                with ordinality as event (topic, key, headers, body, position)
            """
                .formatted(rows);
    }

    /** Says the events when the current {@code @WithTransaction} method commits; pending writes are flushed first. */
    public Uni<Void> append(LifecycleEvent... events) {
        return append(Arrays.asList(events));
    }

    /** As {@link #append(LifecycleEvent...)}; any number of events is one statement. */
    public Uni<Void> append(List<? extends LifecycleEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Panache.getSession()
                .call(session -> session.flush())
                .chain(() -> PlainSql.update(INSERT, columns(events)))
                .invoke(signal::raise)
                .replaceWithVoid();
    }

    /** Says the events when the connection's transaction commits: for what is written without the ORM. */
    public Uni<Void> append(SqlConnection transaction, List<? extends LifecycleEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(INSERT)
                .execute(Tuple.from(columns(events)))
                .invoke(signal::raise)
                .replaceWithVoid();
    }

    /** To be called in a {@code @WithTransaction} method that says events by a statement of its own. */
    public void noteAppended() {
        signal.raise();
    }

    /** The events as a parameter. Whoever passes it outside of such a method calls {@link OutboxRelay#wake} afterwards. */
    public String rows(List<? extends LifecycleEvent> events) {
        return written(events.stream().flatMap(this::rows).toList());
    }

    private Object[] columns(List<? extends LifecycleEvent> events) {
        List<Row> rows = events.stream().flatMap(this::rows).toList();
        return new Object[] {
            column(rows, Row::topic),
            column(rows, Row::key),
            column(rows, row -> written(row.headers())),
            column(rows, Row::body)
        };
    }

    private static String[] column(List<Row> rows, Function<Row, @Nullable String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Outbox rows are not JSON", e);
        }
    }

    private Stream<Row> rows(LifecycleEvent event) {
        Row said = Row.of(EventRecord.of(event, source, Ids.next("evt"), clock.instant()));
        return event.endsKey() ? Stream.of(said, Row.of(EventRecord.tombstone(event))) : Stream.of(said);
    }

    private record Row(String topic, String key, Map<String, String> headers, @Nullable String body) {

        static Row of(EventRecord event) {
            return new Row(event.topic(), event.key(), TraceParent.addTo(event.headers()), event.body());
        }
    }
}
