package io.muster.provisioning.postgres;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.provisioning.esp32.DefaultConfiguration;
import io.muster.provisioning.esp32.Esp32Settings;
import io.muster.provisioning.esp32.WorkspaceSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Settings of workspaces, a row each. */
@ApplicationScoped
class PostgresWorkspaceSettings implements WorkspaceSettings {

    private static final String FIND = "select * from esp32_settings where workspace = $1";
    private static final String KEEP =
            """
            insert into esp32_settings
                (workspace, approval, streaming_mode, streaming_rate, batch_interval, status_interval)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (workspace) do update set
                approval = excluded.approval, streaming_mode = excluded.streaming_mode,
                streaming_rate = excluded.streaming_rate, batch_interval = excluded.batch_interval,
                status_interval = excluded.status_interval
            """;

    private final Pool pool;

    PostgresWorkspaceSettings(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<@Nullable Esp32Settings> find(String workspace) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(workspace))
                .map(rows -> rows.size() == 0 ? null : settings(rows.iterator().next()));
    }

    @Override
    public Uni<Void> keep(String workspace, Esp32Settings settings) {
        DefaultConfiguration configuration = settings.configuration();
        return pool.preparedQuery(KEEP)
                .execute(Tuple.of(
                        workspace,
                        settings.approval(),
                        configuration.streamingMode(),
                        configuration.streamingRate(),
                        configuration.batchInterval(),
                        configuration.statusInterval()))
                .replaceWithVoid();
    }

    private static Esp32Settings settings(Row row) {
        return new Esp32Settings(
                row.getBoolean("approval"),
                new DefaultConfiguration(
                        row.getString("streaming_mode"),
                        row.getInteger("streaming_rate"),
                        row.getInteger("batch_interval"),
                        row.getInteger("status_interval")));
    }
}
