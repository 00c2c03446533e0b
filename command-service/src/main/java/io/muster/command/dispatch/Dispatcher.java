package io.muster.command.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.execution.DeviceLines;
import io.muster.command.execution.Execution;
import io.muster.command.execution.Executions;
import io.muster.command.execution.Lane;
import io.muster.command.execution.Ledger;
import io.muster.command.execution.Ledger.Change;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Does what is due. Nothing of it lives in memory: an execution says in its row when it has to be looked at, and a
 * device's line is locked for as long as its commands are being sent, which keeps their order and makes an answer that
 * comes very fast wait for the row that says "sent". A dispatcher that dies gives everything back with its transaction;
 * what it had sent is sent again with the same id.
 */
@ApplicationScoped
public class Dispatcher {

    private final Executions executions;
    private final DeviceLines lines;
    private final DeviceConditions conditions;
    private final CommandPublisher publisher;
    private final Ledger ledger;
    private final DispatchSettings settings;
    private final Clock clock = Clock.systemUTC();

    Dispatcher(
            Executions executions,
            DeviceLines lines,
            DeviceConditions conditions,
            CommandPublisher publisher,
            Ledger ledger,
            DispatchSettings settings) {
        this.executions = executions;
        this.lines = lines;
        this.conditions = conditions;
        this.publisher = publisher;
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Does some of what is due, and says for how many devices; 0 if there is nothing that nobody else is doing. */
    @WithTransaction
    public Uni<Integer> dispatch(Lane lane) {
        Instant now = clock.instant();
        return lines.lockDue(lane, now, settings.devices())
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(0)
                        : serve(due, now).replaceWith(due.size()));
    }

    /**
     * Sends these in the transaction of the caller, who holds their devices' lines and knows that nothing else is queued
     * for the devices, none of which is given a pause.
     *
     * @param known what is known of each device
     */
    public Uni<Void> send(List<Execution> next, Map<String, DeviceCondition> known) {
        return next.isEmpty()
                ? Uni.createFrom().voidItem()
                : serve(next, device -> turn(known.get(device), Map.of(), Instant.EPOCH))
                        .chain(this::keep);
    }

    /** The three statements are on their way together: none of them needs another's answer. */
    private Uni<Void> serve(Map<String, Instant> pauses, Instant now) {
        return Uni.combine()
                .all()
                .unis(
                        conditions.of(pauses.keySet()),
                        releaseQueued(pauses, now),
                        executions.due(pauses.keySet(), now, settings.commands()))
                .asTuple()
                .chain(found -> serve(found.getItem1(), found.getItem3(), pauses))
                .chain(this::keep);
    }

    private Uni<List<DeviceTurn>> serve(
            Map<String, DeviceCondition> known, List<Execution> due, Map<String, Instant> pauses) {
        return replaced(due)
                .chain(replaced -> serve(due, device -> turn(known.get(device), replaced, pauses.get(device))));
    }

    /**
     * What has waited for a device comes before what was ordered when it was there already, also while the news that it
     * is there has not made that due yet.
     */
    private Uni<Integer> releaseQueued(Map<String, Instant> pauses, Instant now) {
        List<String> unpaused = pauses.entrySet().stream()
                .filter(pause -> !now.isBefore(pause.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        return unpaused.isEmpty() ? Uni.createFrom().item(0) : conditions.releaseQueuedOfPresent(unpaused, now);
    }

    private DeviceTurn turn(DeviceCondition device, Map<String, String> replaced, Instant pausedUntil) {
        return new DeviceTurn(publisher, settings, device, replaced, pausedUntil, clock);
    }

    /** Only asked for if it matters to one of them. */
    private Uni<Map<String, String>> replaced(List<Execution> due) {
        Set<String> devices = due.stream()
                .filter(execution -> execution.delivery().latestOnly())
                .map(Execution::device)
                .collect(Collectors.toSet());
        return devices.isEmpty() ? Uni.createFrom().item(Map.of()) : executions.replaced(devices);
    }

    /** All devices at the same time, the commands of each one after the other. */
    private static Uni<List<DeviceTurn>> serve(List<Execution> due, Function<String, DeviceTurn> turns) {
        Map<String, List<Execution>> queues = due.stream()
                .sorted(Comparator.comparing(Execution::id))
                .collect(Collectors.groupingBy(Execution::device, LinkedHashMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(queues.entrySet())
                .onItem()
                .transformToUniAndMerge(queue -> turns.apply(queue.getKey()).serve(queue.getValue()))
                .collect()
                .asList();
    }

    private Uni<Void> keep(List<DeviceTurn> turns) {
        Instant now = clock.instant();
        Set<String> full = turns.stream()
                .filter(DeviceTurn::isFull)
                .map(DeviceTurn::device)
                .collect(Collectors.toSet());
        List<Change> changes =
                turns.stream().flatMap(turn -> turn.changes().stream()).toList();
        return ledger.record(changes, now)
                .chain(() -> full.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : lines.pause(full, now.plus(settings.burstInterval())));
    }
}
