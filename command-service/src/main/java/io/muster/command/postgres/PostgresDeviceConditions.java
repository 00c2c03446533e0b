package io.muster.command.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.dispatch.DeviceCondition;
import io.muster.command.dispatch.DeviceConditions;
import io.muster.kit.postgres.PlainSql;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

import static io.muster.kit.postgres.PlainSql.at;
import static io.muster.kit.postgres.PlainSql.texts;

@ApplicationScoped
class PostgresDeviceConditions implements DeviceConditions {

    private static final String CONDITIONS =
            """
            select asked.device,
                case when known.id is null then 'unknown' when known.deleted then 'deleted' else known.status end,
                coalesce(present.session, 0), present.listening, permission.subscribe
            from unnest($1::text[]) as asked (device)
            left join known_device known on known.id = asked.device
            left join device_session present on present.device = asked.device and present.connected
            left join device_permission permission on permission.device = asked.device
            """;
    private static final String RELEASE_QUEUED =
            """
            update execution set due_at = $2
            where device = any($1::text[]) and stage = 'QUEUED' and not held and due_at > $2
            """;
    private static final String RELEASE_QUEUED_OF_PRESENT = RELEASE_QUEUED
            + "and exists (select from device_session present where present.device = execution.device and present.connected)";
    private static final String RELEASE_UNANSWERED =
            """
            update execution set due_at = $4
            from unnest($1::text[], $2::bigint[]) as present (device, session)
            where execution.device = present.device and stage in ('SENT', 'DELIVERED')
                and execution.session <> present.session and attempt < $3 and due_at > $4
            """;

    @Override
    public Uni<Map<String, DeviceCondition>> of(Collection<String> devices) {
        return PlainSql.byFirst(CONDITIONS, String.class, PostgresDeviceConditions::condition, (Object) texts(devices));
    }

    @Override
    public Uni<Integer> releaseQueued(Collection<String> devices, Instant now) {
        return PlainSql.update(RELEASE_QUEUED, texts(devices), at(now));
    }

    @Override
    public Uni<Integer> releaseQueuedOfPresent(Collection<String> devices, Instant now) {
        return PlainSql.update(RELEASE_QUEUED_OF_PRESENT, texts(devices), at(now));
    }

    @Override
    public Uni<Void> releaseUnanswered(Map<String, Long> sessions, int maxAttempts, Instant now) {
        List<Map.Entry<String, Long>> present = List.copyOf(sessions.entrySet());
        return PlainSql.update(
                        RELEASE_UNANSWERED,
                        present.stream().map(Map.Entry::getKey).toArray(String[]::new),
                        present.stream().map(Map.Entry::getValue).toArray(Long[]::new),
                        maxAttempts,
                        at(now))
                .replaceWithVoid();
    }

    private static DeviceCondition condition(@Nullable Object[] row) {
        return new DeviceCondition((String) row[0], (String) row[1], (Long) row[2], filters(row[3]), filters(row[4]));
    }

    private static List<String> filters(@Nullable Object column) {
        return column == null ? List.of() : List.of((String[]) column);
    }
}
