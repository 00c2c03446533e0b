package io.muster.command.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.DeviceLines;
import io.muster.command.execution.Lane;
import io.muster.kit.postgres.PlainSql;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import static io.muster.kit.postgres.PlainSql.at;
import static io.muster.kit.postgres.PlainSql.texts;

@ApplicationScoped
class PostgresDeviceLines implements DeviceLines {

    private static final String LOCK =
            "select device from device_line where device = any($1::text[]) order by device for update";
    private static final String LOCK_DUE =
            """
            select device, coalesce(paused_until, to_timestamp(0)) from device_line
            where device in (
                select device from execution where due_at <= $1 and batch is %s order by due_at limit $2)
            for update skip locked
            """;
    private static final Map<Lane, String> LOCK_DUE_OF =
            Map.of(Lane.SINGLE, LOCK_DUE.formatted("null"), Lane.BATCH, LOCK_DUE.formatted("not null"));
    private static final String PAUSE = "update device_line set paused_until = $2 where device = any($1::text[])";
    private static final String ADVANCE =
            """
            update device_line set revision = revision + step.count
            from unnest($1::text[], $2::int[]) as step (device, count)
            where device_line.device = step.device
            returning device_line.device, revision - step.count
            """;

    @Override
    public Uni<Void> lock(Set<String> devices) {
        return lock(LOCK, devices).replaceWithVoid();
    }

    @Override
    public Uni<Set<String>> lockFree(Set<String> devices) {
        return lock(LOCK + " skip locked", devices).map(HashSet::new);
    }

    private static Uni<List<String>> lock(String statement, Set<String> devices) {
        return Panache.getSession()
                // What was read before the lock may have changed while we waited for it.
                .invoke(Mutiny.Session::clear)
                .chain(() -> PlainSql.list(statement, row -> (String) row[0], (Object) texts(devices)));
    }

    @Override
    public Uni<Map<String, Instant>> lockDue(Lane lane, Instant now, int limit) {
        return PlainSql.byFirst(
                LOCK_DUE_OF.get(lane), String.class, row -> ((OffsetDateTime) row[1]).toInstant(), at(now), (long)
                        limit);
    }

    @Override
    public Uni<Void> pause(Set<String> devices, Instant until) {
        return PlainSql.update(PAUSE, texts(devices), at(until)).replaceWithVoid();
    }

    @Override
    public Uni<Map<String, Long>> advance(Map<String, Integer> steps) {
        return PlainSql.byFirst(
                ADVANCE,
                String.class,
                row -> (Long) row[1],
                texts(steps.keySet()),
                steps.values().toArray(Integer[]::new));
    }
}
