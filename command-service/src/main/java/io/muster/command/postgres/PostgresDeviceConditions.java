package io.muster.command.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.type.TypeReference;
import io.muster.command.dispatch.DeviceCondition;
import io.muster.command.dispatch.DeviceConditions;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

@ApplicationScoped
class PostgresDeviceConditions implements DeviceConditions {

    private static final TypeReference<List<String>> FILTERS = new TypeReference<>() {};
    private static final String CONDITIONS =
            """
            select asked.device,
                case when known.id is null then 'unknown' when known.deleted then 'deleted' else known.status end,
                coalesce(present.session, 0),
                coalesce(cast(to_jsonb(present.listening) as text), '[]'),
                coalesce(cast(to_jsonb(permission.subscribe) as text), '[]')
            from (select jsonb_array_elements_text(cast(cast(:devices as text) as jsonb)) as device) as asked
            left join known_device known on known.id = asked.device
            left join device_session present on present.device = asked.device and present.connected
            left join device_permission permission on permission.device = asked.device
            """;
    private static final String RELEASE_QUEUED =
            """
            update execution set due_at = :now
            where device in (select jsonb_array_elements_text(cast(cast(:devices as text) as jsonb)))
                and stage = 'QUEUED' and not held and due_at > :now
            """;
    private static final String RELEASE_UNANSWERED =
            """
            update execution set due_at = :now
            where device = :device and stage in ('SENT', 'DELIVERED') and session <> :session and attempt < :attempts and due_at > :now
            """;

    private final JsonText json;

    PostgresDeviceConditions(JsonText json) {
        this.json = json;
    }

    @Override
    public Uni<List<DeviceCondition>> of(Collection<String> devices) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(CONDITIONS, Object[].class)
                        .setParameter("devices", json.write(devices))
                        .getResultList())
                .map(rows -> rows.stream().map(this::condition).toList());
    }

    @Override
    public Uni<Integer> releaseQueued(Collection<String> devices, Instant now) {
        return Panache.getSession().chain(session -> session.createNativeQuery(RELEASE_QUEUED)
                .setParameter("devices", json.write(devices))
                .setParameter("now", now)
                .executeUpdate());
    }

    @Override
    public Uni<Void> releaseUnanswered(String device, long session, int maxAttempts, Instant now) {
        return Panache.getSession()
                .chain(transaction -> transaction
                        .createNativeQuery(RELEASE_UNANSWERED)
                        .setParameter("device", device)
                        .setParameter("session", session)
                        .setParameter("attempts", maxAttempts)
                        .setParameter("now", now)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private DeviceCondition condition(Object[] row) {
        return new DeviceCondition(
                (String) row[0],
                (String) row[1],
                ((Number) row[2]).longValue(),
                json.read((String) row[3], FILTERS),
                json.read((String) row[4], FILTERS));
    }
}
