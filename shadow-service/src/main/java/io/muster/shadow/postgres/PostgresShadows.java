package io.muster.shadow.postgres;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Batcher;
import io.muster.shadow.change.AskedChange;
import io.muster.shadow.change.ShadowChange;
import io.muster.shadow.change.Shadows;
import io.muster.shadow.document.Layers;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Reads shadows one by one and changes them together: each device's with the same writer, so in the order of their coming. */
@ApplicationScoped
class PostgresShadows implements Shadows {

    private static final String FIND =
            "select " + ShadowRow.COLUMNS + " from shadow where device = $1 and workspace = $2 and name = $3";
    private static final String NAMED = "select " + ShadowRow.COLUMNS
            + " from shadow where device = $1 and workspace = $2 and name <> '' order by name";

    private final Pool pool;
    private final List<Batcher<AskedChange, Shadow>> writers;

    PostgresShadows(Vertx vertx, Pool pool, SharedTransactions transactions, WriteSettings settings) {
        this.pool = pool;
        Batcher.Limits limits = new Batcher.Limits(settings.batchSize(), 1, settings.waiting(), settings.patience());
        this.writers = IntStream.range(0, settings.writers())
                .mapToObj(n -> new Batcher<>(vertx, limits, transactions::make))
                .toList();
    }

    @Override
    public Uni<Shadow> find(ShadowId id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id.device(), id.workspace(), id.name()))
                .chain(rows -> rows.size() == 0
                        ? untouched(id)
                        : Uni.createFrom().item(ShadowRow.read(rows.iterator().next())));
    }

    private Uni<Shadow> untouched(ShadowId id) {
        return NewShadows.versionsBefore(pool, List.of(id))
                .map(versions -> Shadow.untouched(id, versions.getOrDefault(id, 0L)));
    }

    @Override
    public Uni<List<Shadow>> named(String workspace, String device) {
        return pool.preparedQuery(NAMED)
                .execute(Tuple.of(device, workspace))
                .map(rows -> rows.stream().map(ShadowRow::read).toList());
    }

    @Override
    public Uni<Shadow> update(ShadowId id, UnaryOperator<ShadowChange> decision) {
        return ask(new AskedChange(id, false, (before, layers) -> decision.apply(before)));
    }

    @Override
    public Uni<Shadow> updateLayered(ShadowId id, BiFunction<ShadowChange, Layers, ShadowChange> decision) {
        return ask(new AskedChange(id, !id.isNamed(), decision));
    }

    private Uni<Shadow> ask(AskedChange asked) {
        int writer = Math.floorMod(asked.id().device().hashCode(), writers.size());
        return writers.get(writer).ask(asked);
    }
}
