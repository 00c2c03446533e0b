package io.muster.command.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.dispatch.NextStep.End;
import io.muster.command.dispatch.NextStep.Hold;
import io.muster.command.dispatch.NextStep.Send;
import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState.Sent;
import io.muster.command.execution.Executions;
import io.muster.command.execution.Ledger;
import io.muster.command.execution.Ledger.Change;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
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
    private final DeviceConditions conditions;
    private final CommandPublisher publisher;
    private final Ledger ledger;
    private final DispatchSettings settings;
    private final Clock clock = Clock.systemUTC();

    Dispatcher(
            Executions executions,
            DeviceConditions conditions,
            CommandPublisher publisher,
            Ledger ledger,
            DispatchSettings settings) {
        this.executions = executions;
        this.conditions = conditions;
        this.publisher = publisher;
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Does some of what is due, and says for how many devices; 0 if there is nothing that nobody else is doing. */
    @WithTransaction
    public Uni<Integer> dispatch() {
        Instant now = clock.instant();
        return executions
                .lockDue(now, settings.devices())
                .chain(devices -> devices.isEmpty()
                        ? Uni.createFrom().item(0)
                        : serve(devices, now).replaceWith(devices.size()));
    }

    private Uni<Void> serve(List<String> devices, Instant now) {
        return conditions
                .of(devices)
                .map(Dispatcher::byDevice)
                .chain(known ->
                        executions.due(devices, now, settings.commands()).chain(due -> serveAll(due, known, now)))
                .chain(changes -> ledger.record(changes, clock.instant()));
    }

    /** All devices at the same time, the commands of each one after the other. */
    private Uni<List<Change>> serveAll(List<Execution> due, Map<String, DeviceCondition> known, Instant now) {
        Map<String, List<Execution>> queues =
                due.stream().collect(Collectors.groupingBy(Execution::device, LinkedHashMap::new, Collectors.toList()));
        return Multi.createFrom()
                .iterable(queues.entrySet())
                .onItem()
                .transformToUniAndMerge(queue -> serveOne(
                        queue.getValue(),
                        known.getOrDefault(queue.getKey(), DeviceCondition.unknown(queue.getKey())),
                        now))
                .collect()
                .in(ArrayList::new, List::addAll);
    }

    private Uni<List<Change>> serveOne(List<Execution> queue, DeviceCondition device, Instant now) {
        List<Change> changes = new ArrayList<>();
        return Multi.createFrom()
                .iterable(queue)
                .onItem()
                .transformToUniAndConcatenate(execution ->
                        step(execution, device, now).invoke(after -> changes.add(new Change(execution, after))))
                .collect()
                .last()
                .onFailure(NotTaken.class)
                .invoke(() -> postponeRest(queue, changes))
                .onFailure(NotTaken.class)
                .recoverWithNull()
                .replaceWith(changes);
    }

    private Uni<Execution> step(Execution execution, DeviceCondition device, Instant now) {
        NextStep next = NextStep.of(execution, device, now, settings.maxAttempts());
        if (next instanceof Send send) {
            return send(execution, send, device.session());
        }
        return Uni.createFrom()
                .item(
                        next instanceof End end
                                ? execution.with(end.state(), now, now)
                                : execution.dueAt(((Hold) next).until()));
    }

    private Uni<Execution> send(Execution execution, Send send, long session) {
        Instant now = clock.instant();
        Sent sent = send.from().sent(session, now.plus(execution.timeout()));
        Instant again = now.plus(settings.retry());
        return publisher
                .publish(execution, sent.attempt(), send.route())
                .onFailure()
                .transform(failure -> new NotTaken(execution, failure))
                .replaceWith(() -> execution.with(
                        send.route() == Route.LOSANT ? sent.succeeded() : sent,
                        again.isBefore(sent.deadline()) ? again : sent.deadline(),
                        clock.instant()));
    }

    /** What could not be sent stays as it is, and so does what comes after it: their order is kept. */
    private void postponeRest(List<Execution> queue, List<Change> changes) {
        Instant later = clock.instant().plus(settings.publishRetry());
        queue.subList(changes.size(), queue.size())
                .forEach(execution -> changes.add(new Change(execution, execution.dueAt(later))));
    }

    private static Map<String, DeviceCondition> byDevice(List<DeviceCondition> conditions) {
        return conditions.stream().collect(Collectors.toMap(DeviceCondition::device, Function.identity()));
    }

    /** The broker did not take a command. */
    private static final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotTaken(Execution execution, Throwable cause) {
            super("not sent", cause, false, false);
            Log.warnf(
                    "command not sent, will be tried again workspace=%s device=%s command=%s reason=%s",
                    execution.workspace(), execution.device(), execution.id(), cause.toString());
        }
    }
}
