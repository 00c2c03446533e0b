package io.muster.command.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.DeviceLines;
import io.muster.command.execution.Lane;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** The inner casts keep the driver from taking text for a JSON string. */
@ApplicationScoped
class PostgresDeviceLines implements DeviceLines {

    private static final String LISTED =
            "select jsonb_array_elements_text(cast(cast(:devices as text) as jsonb)) as device";
    private static final String LOCK =
            "select device from device_line where device in (" + LISTED + ") order by device for update";
    private static final String LOCK_DUE =
            """
            select device, coalesce(paused_until, to_timestamp(0)) from device_line
            where device in (
                select device from execution where due_at <= :now and batch is %s order by due_at limit :limit)
            for update skip locked
            """;
    private static final Map<Lane, String> LOCK_DUE_OF =
            Map.of(Lane.SINGLE, LOCK_DUE.formatted("null"), Lane.BATCH, LOCK_DUE.formatted("not null"));
    private static final String PAUSE = "update device_line set paused_until = :until where device in (" + LISTED + ")";
    private static final String ADVANCE =
            """
            with advanced as (
                update device_line set revision = revision + cast(step.value as bigint)
                from jsonb_each_text(cast(cast(:steps as text) as jsonb)) as step
                where device_line.device = step.key
                returning device, revision - cast(step.value as bigint) as before)
            select device, before from advanced
            """;

    private final JsonText json;

    PostgresDeviceLines(JsonText json) {
        this.json = json;
    }

    @Override
    public Uni<Void> lock(Set<String> devices) {
        return lock(LOCK, devices).replaceWithVoid();
    }

    @Override
    public Uni<Set<String>> lockFree(Set<String> devices) {
        return lock(LOCK + " skip locked", devices).map(HashSet::new);
    }

    private Uni<List<String>> lock(String statement, Set<String> devices) {
        return Panache.getSession()
                // What was read before the lock may have changed while we waited for it.
                .invoke(Mutiny.Session::clear)
                .chain(session -> session.createNativeQuery(statement, String.class)
                        .setParameter("devices", json.write(devices))
                        .getResultList());
    }

    @Override
    public Uni<Map<String, Instant>> lockDue(Lane lane, Instant now, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(LOCK_DUE_OF.get(lane), Object[].class)
                        .setParameter("now", now)
                        .setParameter("limit", limit)
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> (String) row[0], row -> ((OffsetDateTime) row[1]).toInstant())));
    }

    @Override
    public Uni<Void> pause(Set<String> devices, Instant until) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PAUSE)
                        .setParameter("devices", json.write(devices))
                        .setParameter("until", until)
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Map<String, Long>> advance(Map<String, Integer> steps) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADVANCE, Object[].class)
                        .setParameter("steps", json.write(steps))
                        .getResultList())
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> (String) row[0], row -> ((Number) row[1]).longValue())));
    }
}
