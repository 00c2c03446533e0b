package io.muster.shadow.delivery;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;

import io.muster.kit.trace.Subject;
import io.muster.shadow.delivery.DueDeltas.Due;
import io.muster.shadow.document.Shadow;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.operators.multi.processors.SerializedProcessor;
import io.smallrye.mutiny.subscription.Cancellable;
import org.jboss.logging.Logger;

/**
 * Sends what is due to devices that listen. That a delta is due stands beside the shadow from the transaction that
 * changed it until the broker has taken the message over, so whoever dies in between leaves it to the next try: a
 * device may get a delta twice, and tells by its version. Whoever changed the shadow sends it without asking again. For
 * a device that does not listen nothing is kept due; its next session makes it so.
 */
@ApplicationScoped
public class DeltaDispatcher {

    private static final Logger LOG = Logger.getLogger(DeltaDispatcher.class);

    private final DueDeltas dueDeltas;
    private final DeviceLine line;
    private final DeltaSettings settings;
    private final SerializedProcessor<Long, Long> wakes =
            BroadcastProcessor.<Long>create().serialized();
    private volatile CompletableFuture<Void> noted = CompletableFuture.completedFuture(null);
    private Cancellable rounds = () -> {};

    DeltaDispatcher(DueDeltas dueDeltas, DeviceLine line, DeltaSettings settings) {
        this.dueDeltas = dueDeltas;
        this.line = line;
        this.settings = settings;
    }

    /** How long others leave a delta alone that the caller is about to {@link #send}. */
    public Duration lease() {
        return settings.retry();
    }

    /** Sends a delta that the caller's transaction has made due with a lease; to be called after the commit. */
    public void send(Due due) {
        sendOrLeave(due).subscribe().with(sent -> {});
    }

    /** Something may have become due; to be called after the commit. */
    public void wake() {
        wakes.onNext(0L);
    }

    void start(@Observes Startup event) {
        Multi<Long> ticks = Multi.createFrom().ticks().every(settings.pollInterval());
        rounds = Multi.createBy()
                .merging()
                .streams(ticks, wakes)
                // One round at a time; whatever wakes us during a round is one more round.
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToUniAndConcatenate(wake -> sendAllDue())
                .subscribe()
                .with(sent -> {}, failure -> LOG.error("delta dispatcher stopped", failure));
    }

    /** What has been sent and not noted is sent again by another replica. */
    void stop(@Observes Shutdown event) {
        rounds.cancel();
        // They are noted in their order.
        noted.completeOnTimeout(null, settings.retry().toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private Uni<Void> sendAllDue() {
        return dueDeltas
                .claim(settings.batchSize(), settings.retry())
                .call(this::sendAll)
                // Else more could be sent than is noted before its lease is over.
                .call(() -> Uni.createFrom().completionStage(() -> noted))
                .repeat()
                .whilst(claimed -> claimed.size() == settings.batchSize())
                .collect()
                .last()
                .onFailure()
                .invoke(failure -> LOG.warnf("due deltas not claimed, will be tried again reason=%s", failure))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> sendAll(List<Due> claimed) {
        return Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUni(this::sendOrLeave)
                .merge(settings.batchSize())
                .collect()
                .last();
    }

    /** Sends it, and if there is nothing left of it to be sent says so; else it is tried again when its lease is over. */
    private Uni<Void> sendOrLeave(Due due) {
        Shadow shadow = due.shadow();
        boolean wanted = due.heard() && shadow.isPending();
        Uni<Boolean> told = wanted && due.untold() != null
                ? dueDeltas.tell(shadow, due.untold())
                : Uni.createFrom().item(wanted);
        return told.chain(
                        ours -> ours ? line.sendDelta(shadow) : Uni.createFrom().voidItem())
                .invoke(() -> settle(due))
                .onFailure()
                .invoke(failure -> Subject.of(shadow.workspace(), shadow.device())
                        .during(() -> LOG.warnf(
                                "delta not sent, will be tried again workspace=%s device=%s name=%s reason=%s",
                                shadow.workspace(), shadow.device(), shadow.id().name(), failure)))
                .onFailure()
                .recoverWithNull();
    }

    /** Whoever changed the shadow does not wait for it: the lease holds until then. */
    private void settle(Due due) {
        noted = dueDeltas
                .settle(due)
                .onFailure()
                .invoke(failure -> LOG.warnf("sent delta not noted, will be sent again reason=%s", failure))
                .onFailure()
                .recoverWithNull()
                .subscribeAsCompletionStage();
    }
}
