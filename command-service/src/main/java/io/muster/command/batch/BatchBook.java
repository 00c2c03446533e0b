package io.muster.command.batch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.execution.Cancellation;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.CommandRefusal.AudienceTooLarge;
import io.muster.command.execution.CommandRefusal.NothingToRetry;
import io.muster.command.execution.CommandSettings;
import io.muster.command.execution.DeviceLines;
import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState.Queued;
import io.muster.command.execution.Executions;
import io.muster.command.execution.Stage;
import io.muster.kit.Ids;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Writes orders to many devices down and takes them back, each in one transaction, which may be the caller's. */
@ApplicationScoped
class BatchBook {

    private final Batches batches;
    private final Expansions expansions;
    private final BatchExecutions members;
    private final Turns turns;
    private final Executions executions;
    private final DeviceLines lines;
    private final Cancellation cancellation;
    private final CommandSettings settings;
    private final Clock clock = Clock.systemUTC();

    BatchBook(
            Batches batches,
            Expansions expansions,
            BatchExecutions members,
            Turns turns,
            Executions executions,
            DeviceLines lines,
            Cancellation cancellation,
            CommandSettings settings) {
        this.batches = batches;
        this.expansions = expansions;
        this.members = members;
        this.turns = turns;
        this.executions = executions;
        this.lines = lines;
        this.cancellation = cancellation;
        this.settings = settings;
    }

    /** Fails with {@link AudienceTooLarge}. */
    @WithTransaction
    Uni<Batch> open(CommandOrder order, Audience audience, Pace pace, @Nullable String parent) {
        Instant now = clock.instant();
        Batch empty = new Batch(
                Ids.next("bat"), order, audience.said(), parent, pace, BatchState.RUNNING, 0, Map.of(), now, null);
        return batches.add(empty)
                .chain(() -> expansions.open(empty, audience))
                .invoke(total -> AudienceTooLarge.refuse(total, settings.groupLimit()))
                .call(total -> batches.filled(empty.id(), total, now))
                .call(total ->
                        total > 0 ? turns.add(empty, total) : Uni.createFrom().voidItem())
                .map(total -> filled(empty, total));
    }

    /** Fails with {@link NothingToRetry}. */
    @WithTransaction
    Uni<Batch> retry(Batch parent, String by) {
        return open(parent.order().by(by), new Audience.Failures(parent.id()), parent.pace(), parent.id())
                .invoke(batch -> {
                    if (batch.total() == 0) {
                        throw new NothingToRetry(parent.id());
                    }
                });
    }

    /** Takes back some of what is still queued of a batch, and says how many it has found. */
    @WithTransaction
    Uni<Integer> cancelQueued(String batchId, String by) {
        return members.queued(batchId, settings.removalBatch())
                .call(found -> lines.lock(devices(found)))
                .chain(found -> executions
                        .byIds(found.stream().map(Execution::id).toList())
                        .map(current -> current.stream()
                                .filter(execution -> execution.state() instanceof Queued)
                                .toList())
                        .chain(queued -> cancellation.cancel(queued, by))
                        .replaceWith(found.size()));
    }

    private static Batch filled(Batch empty, long total) {
        return new Batch(
                empty.id(),
                empty.order(),
                empty.target(),
                empty.parent(),
                empty.pace(),
                empty.state(),
                total,
                Map.of(Stage.QUEUED, total),
                empty.createdAt(),
                total == 0 ? empty.createdAt() : null);
    }

    private static TreeSet<String> devices(List<Execution> executions) {
        TreeSet<String> devices = new TreeSet<>();
        executions.forEach(execution -> devices.add(execution.device()));
        return devices;
    }
}
