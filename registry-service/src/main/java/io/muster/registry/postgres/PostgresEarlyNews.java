package io.muster.registry.postgres;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
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

/** Events as they were said, one a device and topic. */
@ApplicationScoped
class PostgresEarlyNews implements EarlyNews {

    private static final String HOLD = "select 1 from pg_advisory_xact_lock(hashtextextended(:device, 0))";
    /** Of a deleted device the last news comes late, not early, and must not outlive its purge. */
    private static final String KEEP =
            """
            insert into early_news (device, topic, type, body, heard_at)
            select :device, :topic, :type, :body, cast(:at as timestamptz)
            where not exists (select from deleted_device where id = :device)
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

    private static final String TAKE = "delete from early_news where device = :device returning type, body";

    private final EarlyNewsSettings settings;
    private final Clock clock = Clock.systemUTC();

    PostgresEarlyNews(EarlyNewsSettings settings) {
        this.settings = settings;
    }

    @Override
    public Uni<Void> hold(String device) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD, Integer.class)
                        .setParameter("device", device)
                        .getSingleResult())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> keep(LifecycleEvent event) {
        Instant now = clock.instant();
        EventRecord said = EventRecord.of(event, "", "", now);
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(KEEP)
                        .setParameter("device", event.subject())
                        .setParameter("topic", said.topic())
                        .setParameter("type", said.headers().get(EventRecord.TYPE))
                        .setParameter("body", said.body())
                        .setParameter("at", now)
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(FORGET_OLD)
                                .setParameter("before", now.minus(settings.kept()))
                                .executeUpdate()))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<LifecycleEvent>> take(String device) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(TAKE, Object[].class)
                        .setParameter("device", device)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> event((String) row[0], (String) row[1]))
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<LifecycleEvent> event(String type, String body) {
        return EventJson.read(type, body.getBytes(StandardCharsets.UTF_8));
    }
}
