package io.muster.shadow.postgres;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.shadow.derivation.DerivationSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresDerivationSettings implements DerivationSettings {

    private static final String OFF = "select workspace from shadow_setting where workspace = any($1) and not derive";
    private static final String TURN =
            """
            insert into shadow_setting (workspace, derive) values ($1, $2)
            on conflict (workspace) do update set derive = excluded.derive
            """;

    private final Pool pool;

    PostgresDerivationSettings(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Boolean> isOn(String workspace) {
        return off(Set.of(workspace)).map(Set::isEmpty);
    }

    @Override
    public Uni<Void> turn(String workspace, boolean on) {
        return pool.preparedQuery(TURN).execute(Tuple.of(workspace, on)).replaceWithVoid();
    }

    @Override
    public Uni<Set<String>> off(Collection<String> workspaces) {
        return pool.preparedQuery(OFF)
                .execute(Tuple.of(workspaces.toArray(String[]::new)))
                .map(rows ->
                        rows.stream().map(row -> row.getString("workspace")).collect(Collectors.toSet()));
    }
}
