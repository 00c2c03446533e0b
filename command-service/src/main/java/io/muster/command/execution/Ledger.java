package io.muster.command.execution;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CommandEvent;
import io.muster.kit.outbox.Outbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Keeps changes of executions together with what follows from them, in the caller's transaction: the rows, the counts
 * of their batches, and one event for each step. The caller holds the lines of the devices.
 */
@ApplicationScoped
public class Ledger {

    private final Executions executions;
    private final DeviceLines lines;
    private final BatchCounts batches;
    private final Outbox outbox;

    Ledger(Executions executions, DeviceLines lines, BatchCounts batches, Outbox outbox) {
        this.executions = executions;
        this.lines = lines;
        this.batches = batches;
        this.outbox = outbox;
    }

    /** @param changes in the order in which they happened; an execution may change more than once */
    public Uni<Void> record(List<Change> changes, Instant now) {
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Execution> steps =
                changes.stream().filter(Change::isStep).map(Change::after).toList();
        return executions
                .save(latest(changes), byExecution(steps))
                .chain(() -> say(steps))
                .chain(() -> countBatches(changes, now));
    }

    private static List<Execution> latest(List<Change> changes) {
        Map<String, Execution> latest = new LinkedHashMap<>();
        changes.forEach(change -> latest.put(change.after().id(), change.after()));
        return List.copyOf(latest.values());
    }

    private static Map<String, List<Step>> byExecution(List<Execution> steps) {
        return steps.stream()
                .collect(Collectors.groupingBy(Execution::id, Collectors.mapping(Step::to, Collectors.toList())));
    }

    private Uni<Void> say(List<Execution> steps) {
        Map<String, Integer> perDevice = new TreeMap<>();
        steps.forEach(step -> perDevice.merge(step.device(), 1, Integer::sum));
        return lines.advance(perDevice).chain(revisions -> outbox.append(events(steps, new TreeMap<>(revisions))));
    }

    private static List<CommandEvent> events(List<Execution> steps, Map<String, Long> revisions) {
        List<CommandEvent> events = new ArrayList<>(steps.size());
        for (Execution step : steps) {
            events.add(step.event(revisions.merge(step.device(), 1L, Long::sum)));
        }
        return events;
    }

    /** In the order of their ids, so that two transactions never wait for each other. */
    private Uni<Void> countBatches(List<Change> changes, Instant now) {
        Map<String, Map<Stage, Long>> counts = new TreeMap<>();
        for (Change change : changes) {
            String batch = change.after().batchId();
            if (batch != null && change.before().stage() != change.after().stage()) {
                Map<Stage, Long> count = counts.computeIfAbsent(batch, id -> new TreeMap<>());
                count.merge(change.before().stage(), -1L, Long::sum);
                count.merge(change.after().stage(), 1L, Long::sum);
            }
        }
        return Multi.createFrom()
                .iterable(counts.entrySet())
                .onItem()
                .transformToUniAndConcatenate(count -> batches.count(count.getKey(), count.getValue(), now))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** An execution before and after; without a step only the time changed at which it is looked at again. */
    public record Change(Execution before, Execution after) {

        boolean isStep() {
            return before.state() != after.state();
        }
    }
}
