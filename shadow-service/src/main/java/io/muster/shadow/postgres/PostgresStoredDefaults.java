package io.muster.shadow.postgres;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.shadow.defaults.DefaultLayer;
import io.muster.shadow.defaults.StoredDefaults;
import io.muster.shadow.defaults.TooManyDefaults;
import io.muster.shadow.document.Layer;
import io.muster.shadow.document.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresStoredDefaults implements StoredDefaults {

    private static final String ALL =
            """
            select layer, key, desired, author, updated_at from shadow_default where workspace = $1
            order by array_position(array['workspace', 'type', 'group'], layer), key
            """;
    private static final String FIND =
            """
            select layer, key, desired, author, updated_at from shadow_default
            where workspace = $1 and layer = $2 and key = $3
            """;
    private static final String COUNT_OTHERS =
            "select count(*) from shadow_default where workspace = $1 and not (layer = $2 and key = $3)";
    private static final String PUT =
            """
            insert into shadow_default (workspace, layer, key, desired, author) values ($1, $2, $3, $4, $5)
            on conflict (workspace, layer, key) do update set
                desired = excluded.desired, author = excluded.author, updated_at = now()
            """;
    private static final String REMOVE = "delete from shadow_default where workspace = $1 and layer = $2 and key = $3";
    private static final String NOTE =
            """
            select note_for_defaults(array(
                select id from known_device known where workspace = $1 and not deleted and case $2
                    when 'workspace' then true
                    when 'type' then type = $3
                    else exists (
                        select from known_member
                        where group_id = $3 and known_member.device = known.id and not removed) end))
            """;

    private final Pool pool;

    PostgresStoredDefaults(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<List<DefaultLayer>> all(String workspace) {
        return pool.preparedQuery(ALL)
                .execute(Tuple.of(workspace))
                .map(rows -> rows.stream().map(PostgresStoredDefaults::layer).toList());
    }

    @Override
    public Uni<@Nullable DefaultLayer> find(String workspace, Source source, String key) {
        return pool.preparedQuery(FIND).execute(name(workspace, source, key)).map(rows -> rows.stream()
                .findFirst()
                .map(PostgresStoredDefaults::layer)
                .orElse(null));
    }

    @Override
    public Uni<Void> put(String workspace, Layer layer, String author, int most) {
        Tuple values = name(workspace, layer.source(), layer.key())
                .addJsonObject(new JsonObject(layer.desired()))
                .addString(author);
        return pool.withTransaction(transaction -> requireRoom(transaction, workspace, layer, most)
                .chain(() -> transaction.preparedQuery(PUT).execute(values))
                .chain(() -> note(transaction, workspace, layer.source(), layer.key())));
    }

    @Override
    public Uni<Boolean> remove(String workspace, Source source, String key) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(REMOVE)
                .execute(name(workspace, source, key))
                .map(removed -> removed.rowCount() > 0)
                .call(() -> note(transaction, workspace, source, key)));
    }

    private static Uni<Void> requireRoom(SqlConnection transaction, String workspace, Layer layer, int most) {
        return transaction
                .preparedQuery(COUNT_OTHERS)
                .execute(name(workspace, layer.source(), layer.key()))
                .invoke(rows -> {
                    if (rows.iterator().next().getLong(0) >= most) {
                        throw new TooManyDefaults(most);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> note(SqlConnection transaction, String workspace, Source source, String key) {
        return transaction
                .preparedQuery(NOTE)
                .execute(name(workspace, source, key))
                .replaceWithVoid();
    }

    private static Tuple name(String workspace, Source source, String key) {
        return Tuple.of(workspace, source.text(), key);
    }

    private static DefaultLayer layer(Row row) {
        return new DefaultLayer(
                PostgresShadowLayers.layer(row),
                row.getString("author"),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
