package io.muster.registry.postgres;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.EventJson;
import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import io.muster.registry.news.EarlyNews;
import io.muster.registry.news.EarlyNewsSettings;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Events as they were said, one a device and topic. */
@ApplicationScoped
class PostgresEarlyNews implements EarlyNews {

    /** Always in the same order, so that two who hold several cannot wait for each other. */
    private static final String HOLD =
            """
            select 1 from (
                select distinct hashtextextended(device, 0) as key
                from jsonb_array_elements_text(cast(cast(:devices as text) as jsonb)) as named (device) order by key) as one
            cross join lateral pg_advisory_xact_lock(one.key)
            """;
    /** Of a deleted device the last news comes late, not early, and must not outlive its purge. */
    private static final String KEEP =
            """
            insert into early_news (device, topic, type, body, heard_at)
            select device, topic, type, body, cast(:at as timestamptz)
            from jsonb_to_recordset(cast(cast(:news as text) as jsonb)) as new (device text, topic text, type text, body text)
            where not exists (select from deleted_device where id = new.device)
            on conflict (device, topic) do update set
                type = excluded.type, body = excluded.body, heard_at = excluded.heard_at
            """;
    /** A few at a time, so that no device pays for many. */
    private static final String FORGET_OLD =
            """
            delete from early_news where (device, topic) in (
                select device, topic from early_news where heard_at < :before order by heard_at limit 10
                for update skip locked)
            """;

    private static final String TAKE =
            """
            delete from early_news where device in (
                select jsonb_array_elements_text(cast(cast(:devices as text) as jsonb)))
            returning type, body
            """;

    private final EarlyNewsSettings settings;
    private final Clock clock = Clock.systemUTC();

    PostgresEarlyNews(EarlyNewsSettings settings) {
        this.settings = settings;
    }

    @Override
    public Uni<Void> hold(Collection<String> devices) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD, Integer.class)
                        .setParameter("devices", json(devices))
                        .getResultList())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> keep(List<? extends LifecycleEvent> news) {
        if (news.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Instant now = clock.instant();
        JsonArray rows = new JsonArray();
        news.forEach(event -> rows.add(row(event, now)));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(KEEP)
                        .setParameter("news", rows.encode())
                        .setParameter("at", now)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(FORGET_OLD)
                                .setParameter("before", now.minus(settings.kept()))
                                .executeUpdate()))
                .replaceWithVoid();
    }

    private static JsonObject row(LifecycleEvent event, Instant now) {
        EventRecord said = EventRecord.of(event, "", "", now);
        return new JsonObject()
                .put("device", event.subject())
                .put("topic", said.topic())
                .put("type", said.headers().get(EventRecord.TYPE))
                .put("body", said.body());
    }

    @Override
    public Uni<List<LifecycleEvent>> take(Collection<String> devices) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE, Object[].class)
                        .setParameter("devices", json(devices))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> event((String) row[0], (String) row[1]))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static String json(Collection<String> devices) {
        return new JsonArray(List.copyOf(devices)).encode();
    }

    private static Optional<LifecycleEvent> event(String type, String body) {
        return EventJson.read(type, body.getBytes(StandardCharsets.UTF_8));
    }
}
