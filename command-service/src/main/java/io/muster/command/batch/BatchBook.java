package io.muster.command.batch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.execution.BatchCounts;
import io.muster.command.execution.Cancellation;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.CommandSettings;
import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState.Queued;
import io.muster.command.execution.Executions;
import io.muster.command.execution.Executions.Opened;
import io.muster.command.execution.Stage;
import io.muster.events.CommandEvent;
import io.muster.kit.Ids;
import io.muster.kit.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Writes orders to many devices down and takes them back, each in one transaction. */
@ApplicationScoped
class BatchBook {

    /** How many events are written with one statement. */
    private static final int EVENTS = 2000;

    /** What came of an order to many. */
    record OpenedBatch(Batch batch, List<Opened> executions) {}

    private final Batches batches;
    private final Expansions expansions;
    private final BatchCounts counts;
    private final Executions executions;
    private final Cancellation cancellation;
    private final Outbox outbox;
    private final CommandSettings settings;
    private final Clock clock = Clock.systemUTC();

    BatchBook(
            Batches batches,
            Expansions expansions,
            BatchCounts counts,
            Executions executions,
            Cancellation cancellation,
            Outbox outbox,
            CommandSettings settings) {
        this.batches = batches;
        this.expansions = expansions;
        this.counts = counts;
        this.executions = executions;
        this.cancellation = cancellation;
        this.outbox = outbox;
        this.settings = settings;
    }

    @WithTransaction
    Uni<OpenedBatch> open(CommandOrder order, Audience audience) {
        Instant now = clock.instant();
        Batch empty = batch(order, audience, Ids.next("bat"), 0, now);
        return batches.add(empty, order.workspace())
                .chain(() -> expansions.open(order, audience, empty.id(), now))
                .call(opened -> order.delivery().latestOnly()
                        ? executions.dueAgain(
                                opened.stream().map(Opened::device).toList(), order.command(), now)
                        : Uni.createFrom().voidItem())
                .call(opened -> counts.count(empty.id(), Map.of(Stage.QUEUED, (long) opened.size()), now))
                .call(opened -> say(order, opened, empty.id(), now))
                .map(opened -> new OpenedBatch(batch(order, audience, empty.id(), opened.size(), now), opened));
    }

    /** Takes back some of what is still queued of a batch, and says how many it has found. */
    @WithTransaction
    Uni<Integer> cancelQueued(String batchId, String by) {
        return executions
                .queuedOf(batchId, settings.removalBatch())
                .call(found -> executions.lock(devices(found)))
                .chain(found -> executions
                        .byIds(found.stream().map(Execution::id).toList())
                        .map(current -> current.stream()
                                .filter(execution -> execution.state() instanceof Queued)
                                .toList())
                        .chain(queued -> cancellation.cancel(queued, by))
                        .replaceWith(found.size()));
    }

    private Uni<Void> say(CommandOrder order, List<Opened> opened, String batchId, Instant now) {
        return Multi.createFrom()
                .iterable(opened)
                .map(one -> order.queued(one, batchId, now).event(one.revision()))
                .group()
                .intoLists()
                .of(EVENTS)
                .onItem()
                .transformToUniAndConcatenate((List<CommandEvent> events) -> outbox.append(events))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Batch batch(CommandOrder order, Audience audience, String id, int size, Instant now) {
        return new Batch(
                id,
                audience instanceof Audience.Members members ? members.groupId() : null,
                order.command(),
                order.parameters(),
                size,
                Map.of(Stage.QUEUED, (long) size),
                now,
                now.plus(order.ttl()),
                size == 0 ? now : null);
    }

    private static TreeSet<String> devices(List<Execution> executions) {
        TreeSet<String> devices = new TreeSet<>();
        executions.forEach(execution -> devices.add(execution.device()));
        return devices;
    }
}
