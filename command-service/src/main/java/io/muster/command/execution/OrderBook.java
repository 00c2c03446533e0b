package io.muster.command.execution;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.execution.CommandRefusal.CommandNotQueued;
import io.muster.command.execution.CommandRefusal.CommandUnknown;
import io.muster.command.execution.ExecutionState.Canceled;
import io.muster.command.execution.ExecutionState.Queued;
import io.muster.command.execution.Executions.Opened;
import io.muster.command.execution.Ledger.Change;
import io.muster.events.CommandEvent;
import io.muster.kit.Ids;
import io.muster.kit.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Writes orders down and takes them back, each in one transaction. */
@ApplicationScoped
class OrderBook {

    /** How many events are written with one statement. */
    private static final int EVENTS = 2000;

    private final Executions executions;
    private final Batches batches;
    private final Ledger ledger;
    private final Outbox outbox;
    private final CommandSettings settings;
    private final Clock clock = Clock.systemUTC();

    OrderBook(Executions executions, Batches batches, Ledger ledger, Outbox outbox, CommandSettings settings) {
        this.executions = executions;
        this.batches = batches;
        this.ledger = ledger;
        this.outbox = outbox;
        this.settings = settings;
    }

    @WithTransaction
    Uni<Execution> open(CommandOrder order, String device) {
        Instant now = clock.instant();
        return executions
                .open(order, new Audience.Devices(List.of(device)), null, now)
                .call(opened -> say(order, opened, null, now))
                .map(opened -> queued(order, opened.get(0), null, now));
    }

    /** What came of an order to many. */
    record OpenedBatch(Batch batch, List<Opened> executions) {}

    @WithTransaction
    Uni<OpenedBatch> openBatch(CommandOrder order, Audience audience) {
        Instant now = clock.instant();
        Batch empty = batch(order, audience, Ids.next("bat"), 0, now);
        return batches.add(empty, order.workspace())
                .chain(() -> executions.open(order, audience, empty.id(), now))
                .call(opened -> batches.count(empty.id(), Map.of(Stage.QUEUED, (long) opened.size()), now))
                .call(opened -> say(order, opened, empty.id(), now))
                .map(opened -> new OpenedBatch(batch(order, audience, empty.id(), opened.size(), now), opened));
    }

    /** Takes a queued command back; one that was taken back before stays so. */
    @WithTransaction
    Uni<Execution> cancel(String workspace, String id, String by) {
        return executions
                .find(workspace, id)
                .onItem()
                .ifNull()
                .failWith(() -> new CommandUnknown(id))
                .call(found -> executions.lock(Set.of(found.device())))
                .chain(found -> executions.byIds(List.of(found.id())))
                .chain(current -> cancel(current, by))
                .map(canceled -> canceled.get(0));
    }

    /** Takes back some of what is still queued of a batch, and says how many that were. */
    @WithTransaction
    Uni<Integer> cancelQueued(String batchId, String by) {
        return executions
                .queuedOf(batchId, settings.removalBatch())
                .call(queued -> executions.lock(devices(queued)))
                .chain(queued ->
                        executions.byIds(queued.stream().map(Execution::id).toList()))
                .map(current -> current.stream()
                        .filter(execution -> execution.state() instanceof Queued)
                        .toList())
                .chain(queued -> cancel(queued, by).map(List::size));
    }

    /** All of them as they are afterwards. */
    private Uni<List<Execution>> cancel(List<Execution> current, String by) {
        Instant now = clock.instant();
        List<Change> changes = current.stream()
                .map(before -> new Change(before, canceled(before, by, now)))
                .toList();
        return ledger.record(changes, now)
                .replaceWith(changes.stream().map(Change::after).toList());
    }

    private static Execution canceled(Execution execution, String by, Instant now) {
        if (execution.state() instanceof Queued queued) {
            return execution.with(queued.canceled(by), now, now);
        }
        if (execution.state() instanceof Canceled) {
            return execution;
        }
        throw new CommandNotQueued(execution.id(), execution.stage());
    }

    private Uni<Void> say(CommandOrder order, List<Opened> opened, @Nullable String batchId, Instant now) {
        return Multi.createFrom()
                .iterable(opened)
                .map(one -> queued(order, one, batchId, now).event(one.revision()))
                .group()
                .intoLists()
                .of(EVENTS)
                .onItem()
                .transformToUniAndConcatenate((List<CommandEvent> events) -> outbox.append(events))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Execution queued(CommandOrder order, Opened opened, @Nullable String batchId, Instant now) {
        return new Execution(
                opened.id(),
                batchId,
                order.workspace(),
                opened.device(),
                order.command(),
                order.parameters(),
                now,
                now.plus(order.ttl()),
                order.timeout(),
                new Queued(),
                null,
                now,
                now);
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
