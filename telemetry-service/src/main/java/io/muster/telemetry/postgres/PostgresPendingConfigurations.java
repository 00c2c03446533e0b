package io.muster.telemetry.postgres;

import java.util.Collection;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ShadowEvent;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.postgres.Lookups;
import io.muster.telemetry.configuration.PendingConfigurations;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresPendingConfigurations implements PendingConfigurations {

    private static final String FIND =
            "select exists (select from pending_configuration where workspace = $1 and device = $2 and pending)";
    /**
     * What is said of a device after its deletion must not outlive its purge. What is no news is not written: the revision
     * stays that of the word that made the difference, and all that were said since said the same.
     */
    private static final String LEARN =
            """
            insert into pending_configuration as known (device, workspace, revision, pending)
            select device, workspace, revision, pending
            from unnest($1::text[], $2::text[], $3::bigint[], $4::boolean[]) as said (device, workspace, revision, pending)
            where not exists (select from known_device where id = said.device and deleted)
                and not exists (
                    select from pending_configuration same
                    where same.device = said.device and same.pending = said.pending)
            order by device
            on conflict (device) do update set revision = excluded.revision, pending = excluded.pending
            where known.revision < excluded.revision
            """;

    private final Pool pool;
    private final Lookups lookups;

    PostgresPendingConfigurations(@ReactiveDataSource(BoundedPool.NAME) Pool pool, Lookups lookups) {
        this.pool = pool;
        this.lookups = lookups;
    }

    @Override
    public Uni<Boolean> isPending(KnownDevice device) {
        return lookups.of(FIND, Tuple.of(device.workspace(), device.id()))
                .map(rows -> rows.iterator().next().getBoolean(0));
    }

    @Override
    public Uni<Void> learn(Collection<ShadowEvent> events) {
        return pool.preparedQuery(LEARN)
                .execute(Tuple.of(
                        events.stream().map(ShadowEvent::device).toArray(String[]::new),
                        events.stream().map(ShadowEvent::workspace).toArray(String[]::new),
                        events.stream().map(ShadowEvent::revision).toArray(Long[]::new),
                        events.stream().map(ShadowEvent::pending).toArray(Boolean[]::new)))
                .replaceWithVoid();
    }
}
