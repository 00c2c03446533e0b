package io.muster.shadow.postgres;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresShadowLayers implements ShadowLayers {

    private static final String OF =
            """
            select layer, key, desired from shadow_default
            where workspace = $2 and layer = 'workspace'
            union all
            select layer, key, desired from shadow_default
            join known_device on known_device.id = $1 and shadow_default.key = known_device.type
            where shadow_default.workspace = $2 and layer = 'type'
            union all
            select layer, key, desired from shadow_default
            join known_member on known_member.device = $1 and shadow_default.key = known_member.group_id and not removed
            where shadow_default.workspace = $2 and layer = 'group'
            """;
    private static final String NOTE =
            """
            insert into shadow_refresh as noted (device, workspace)
            select distinct device, workspace from unnest($1::text[], $2::text[]) as asked (device, workspace)
            where exists (select from shadow_default layer where layer.workspace = asked.workspace)
            order by device
            on conflict (device) do update set mark = noted.mark + 1, due = now() returning device
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
    private final Batcher<ShadowId, Boolean> noting;
    private final Batcher<Noted, Void> settling;

    PostgresShadowLayers(Pool pool, SharedStatements statements) {
        this.pool = pool;
        this.noting = statements.answering(this::noteAll);
        this.settling = statements.of(this::settleAll);
    }

    @Override
    public Uni<Layers> of(ShadowId id) {
        return pool.preparedQuery(OF)
                .execute(Tuple.of(id.device(), id.workspace()))
                .map(rows -> new Layers(
                        rows.stream().map(PostgresShadowLayers::layer).toList()));
    }

    @Override
    public Uni<Boolean> note(ShadowId id) {
        return noting.ask(id);
    }

    private Uni<List<Uni<Boolean>>> noteAll(List<ShadowId> ids) {
        return pool.preparedQuery(NOTE)
                .execute(Tuple.of(
                        ids.stream().map(ShadowId::device).toArray(String[]::new),
                        ids.stream().map(ShadowId::workspace).toArray(String[]::new)))
                .map(rows -> rows.stream().map(row -> row.getString("device")).collect(Collectors.toSet()))
                .map(noted -> ids.stream()
                        .map(id -> Uni.createFrom().item(noted.contains(id.device())))
                        .toList());
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
