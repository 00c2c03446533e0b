package io.muster.shadow.postgres;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Batcher;
import io.muster.shadow.change.ShadowLayers;
import io.muster.shadow.document.Layer;
import io.muster.shadow.document.Layers;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.document.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;

import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

@ApplicationScoped
class PostgresShadowLayers implements ShadowLayers {

    private static final String OF =
            """
            with asked as (select * from unnest($1::text[], $2::text[]) as asked (device, workspace))
            select asked.device, layer, key, desired from asked
            join shadow_default said on said.workspace = asked.workspace and layer = 'workspace'
            union all
            select asked.device, layer, key, desired from asked
            join known_device on known_device.id = asked.device
            join shadow_default said on said.workspace = asked.workspace and layer = 'type' and key = known_device.type
            union all
            select asked.device, layer, key, desired from asked
            join known_member member on member.device = asked.device and not removed
            join shadow_default said on said.workspace = asked.workspace and layer = 'group' and key = member.group_id
            """;
    private static final String CLAIM =
            """
            update shadow_refresh set due = now() + make_interval(secs => $2)
            where device in (
                select device from shadow_refresh where due <= now() order by due limit $1 for update skip locked)
            returning device, workspace, mark
            """;
    private static final String SETTLE =
            """
            delete from shadow_refresh noted using unnest($1::text[], $2::bigint[]) as done (device, mark)
            where noted.device = done.device and noted.mark = done.mark
            """;

    private final Pool pool;
    private final Batcher<Noted, Void> settling;

    PostgresShadowLayers(Pool pool, SharedStatements statements) {
        this.pool = pool;
        this.settling = statements.of(this::settleAll);
    }

    @Override
    public Uni<Layers> of(ShadowId id) {
        return of(pool, List.of(id)).map(found -> found.getOrDefault(id.device(), Layers.NONE));
    }

    /** The layers of devices, by device, as they are now; those that are in none are missing. */
    static Uni<Map<String, Layers>> of(SqlClient client, Collection<ShadowId> ids) {
        return client.preparedQuery(OF)
                .execute(Tuple.of(
                        ids.stream().map(ShadowId::device).toArray(String[]::new),
                        ids.stream().map(ShadowId::workspace).toArray(String[]::new)))
                .map(rows -> rows.stream()
                        .collect(groupingBy(
                                row -> row.getString("device"),
                                mapping(PostgresShadowLayers::layer, collectingAndThen(toList(), Layers::new)))));
    }

    @Override
    public Uni<List<Noted>> claim(int limit, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(limit, lease.toMillis() / 1000.0))
                .map(rows -> rows.stream()
                        .map(row -> new Noted(
                                ShadowId.of(row.getString("workspace"), row.getString("device")), row.getLong("mark")))
                        .toList());
    }

    @Override
    public Uni<Void> settle(Noted noted) {
        return settling.ask(noted);
    }

    private Uni<?> settleAll(List<Noted> done) {
        return pool.preparedQuery(SETTLE)
                .execute(Tuple.of(
                        done.stream().map(noted -> noted.id().device()).toArray(String[]::new),
                        done.stream().map(Noted::mark).toArray(Long[]::new)));
    }

    static Layer layer(Row row) {
        return new Layer(
                Source.valueOf(row.getString("layer").toUpperCase(Locale.ROOT)),
                row.getString("key"),
                row.get(JsonObject.class, "desired").getMap());
    }
}
