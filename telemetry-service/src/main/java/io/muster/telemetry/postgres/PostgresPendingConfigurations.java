package io.muster.telemetry.postgres;

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
    /** What is said of a device after its deletion must not outlive its purge. */
    private static final String LEARN =
            """
            insert into pending_configuration as known (device, workspace, revision, pending)
            select $1, $2, $3::bigint, $4::boolean
            where not exists (select from known_device where id = $1 and deleted)
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
    public Uni<Void> learn(ShadowEvent event) {
        return pool.preparedQuery(LEARN)
                .execute(Tuple.of(event.device(), event.workspace(), event.revision(), event.pending()))
                .replaceWithVoid();
    }
}
