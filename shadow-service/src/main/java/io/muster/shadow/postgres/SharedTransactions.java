package io.muster.shadow.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.outbox.OutboxRelay;
import io.muster.kit.problem.DatabaseAway;
import io.muster.shadow.change.AskedChange;
import io.muster.shadow.change.ShadowLayers;
import io.muster.shadow.delivery.DeltaDispatcher;
import io.muster.shadow.document.Layers;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jboss.logging.Logger;

/**
 * Makes changes of many shadows in one transaction. That one of them is refused is no matter for the others. If Postgres
 * refuses the whole, each is made alone, so that only those fail that it cannot take.
 */
@ApplicationScoped
class SharedTransactions {

    private static final Logger LOG = Logger.getLogger(SharedTransactions.class);

    private record Written(List<LockedShadow> changed, boolean hasEvents) {}

    private final Pool pool;
    private final NewShadows newShadows;
    private final ChangedShadows changes;
    private final OutboxRelay relay;
    private final DeltaDispatcher dispatcher;

    SharedTransactions(
            Pool pool, NewShadows newShadows, ChangedShadows changes, OutboxRelay relay, DeltaDispatcher dispatcher) {
        this.pool = pool;
        this.newShadows = newShadows;
        this.changes = changes;
        this.relay = relay;
        this.dispatcher = dispatcher;
    }

    /** What comes of each change, in their order, once it is committed. */
    Uni<List<Uni<Shadow>>> make(List<AskedChange> asked) {
        return together(asked)
                .onFailure(
                        failure -> asked.size() > 1 && DatabaseAway.in(failure).isEmpty())
                .recoverWithUni(failure -> {
                    LOG.infof("changes made one by one count=%d reason=%s", asked.size(), failure.getClass());
                    return oneByOne(asked);
                });
    }

    private Uni<List<Uni<Shadow>>> oneByOne(List<AskedChange> asked) {
        return Multi.createFrom()
                .iterable(asked)
                .onItem()
                .transformToUniAndConcatenate(one -> together(List.of(one))
                        .map(outcomes -> outcomes.get(0))
                        .onFailure()
                        .recoverWithItem(failure -> Uni.createFrom().failure(failure)))
                .collect()
                .asList();
    }

    private Uni<List<Uni<Shadow>>> together(List<AskedChange> asked) {
        List<Uni<Shadow>> outcomes = new ArrayList<>(asked.size());
        return pool.withTransaction(transaction -> lockAll(transaction, asked)
                        .call(locked -> layersOf(transaction, asked)
                                .invoke(layers -> asked.forEach(one -> outcomes.add(decide(one, locked, layers)))))
                        .chain(locked -> {
                            List<LockedShadow> changed = locked.values().stream()
                                    .filter(LockedShadow::isToBeKept)
                                    .toList();
                            return changes.write(transaction, changed, dispatcher.lease())
                                    .map(hasEvents -> new Written(changed, hasEvents));
                        }))
                .invoke(this::tell)
                .replaceWith(outcomes);
    }

    /**
     * Asked once the shadows are locked: whatever is said by a layer after that finds its devices noted for
     * {@link ShadowLayers}, and waits for this transaction.
     */
    private static Uni<Map<String, Layers>> layersOf(SqlConnection transaction, List<AskedChange> asked) {
        Set<ShadowId> ids = asked.stream()
                .filter(AskedChange::isLayered)
                .map(AskedChange::id)
                .collect(Collectors.toSet());
        return ids.isEmpty() ? Uni.createFrom().item(Map.of()) : PostgresShadowLayers.of(transaction, ids);
    }

    private static Uni<Shadow> decide(
            AskedChange asked, Map<ShadowId, LockedShadow> locked, Map<String, Layers> layers) {
        Layers ofDevice = asked.isLayered() ? layers.getOrDefault(asked.id().device(), Layers.NONE) : Layers.NONE;
        try {
            return Uni.createFrom()
                    .item(locked.get(asked.id()).take(before -> asked.decision().apply(before, ofDevice)));
        } catch (RuntimeException no) {
            return Uni.createFrom().failure(no);
        }
    }

    /** After the commit, and before the next change of the same shadows: so a device hears of one after the other. */
    private void tell(Written written) {
        if (written.hasEvents()) {
            relay.wake();
        }
        written.changed().stream()
                .filter(LockedShadow::isInHand)
                .forEach(one -> dispatcher.send(one.inHand(dispatcher.lease())));
        if (written.changed().stream().anyMatch(LockedShadow::isLeftToOthers)) {
            dispatcher.wake();
        }
    }

    private Uni<Map<ShadowId, LockedShadow>> lockAll(SqlConnection transaction, List<AskedChange> asked) {
        Set<ShadowId> ids = asked.stream().map(AskedChange::id).collect(Collectors.toSet());
        return ShadowLocks.lock(transaction, ids).chain(found -> {
            List<ShadowId> missing =
                    ids.stream().filter(id -> !found.containsKey(id)).toList();
            return missing.isEmpty()
                    ? Uni.createFrom().item(found)
                    : newShadows
                            .lock(transaction, missing, ids)
                            .invoke(found::putAll)
                            .replaceWith(found);
        });
    }
}
