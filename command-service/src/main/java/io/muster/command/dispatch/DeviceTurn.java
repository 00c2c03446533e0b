package io.muster.command.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.muster.command.dispatch.NextStep.End;
import io.muster.command.dispatch.NextStep.Hold;
import io.muster.command.dispatch.NextStep.Send;
import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState.Queued;
import io.muster.command.execution.ExecutionState.Sent;
import io.muster.command.execution.Ledger.Change;
import io.muster.kit.trace.Subject;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** One device is served: what is due of it, one after the other, until it was given as much at once as it gets. */
final class DeviceTurn {

    private final CommandPublisher publisher;
    private final DispatchSettings settings;
    private final DeviceCondition device;
    private final Map<String, String> replaced;
    private final Instant pausedUntil;
    private final Clock clock;
    private final List<Change> changes = new ArrayList<>();
    private int given;

    /**
     * @param replaced executions whose place a newer one takes, each with that
     * @param pausedUntil until when nothing that is queued is given to the device
     */
    DeviceTurn(
            CommandPublisher publisher,
            DispatchSettings settings,
            DeviceCondition device,
            Map<String, String> replaced,
            Instant pausedUntil,
            Clock clock) {
        this.publisher = publisher;
        this.settings = settings;
        this.device = device;
        this.replaced = replaced;
        this.pausedUntil = pausedUntil;
        this.clock = clock;
    }

    String device() {
        return device.device();
    }

    /** Whether the device was given as much as it gets at once. */
    boolean isFull() {
        return given >= settings.burst();
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    /** @param queue what is due, in its order */
    Uni<DeviceTurn> serve(List<Execution> queue) {
        return Multi.createFrom()
                .iterable(queue)
                .onItem()
                .transformToUniAndConcatenate(
                        execution -> step(execution).invoke(after -> changes.add(new Change(execution, after))))
                .collect()
                .last()
                .onFailure(NotTaken.class)
                .invoke(() -> postponeFrom(queue))
                .onFailure(NotTaken.class)
                .recoverWithNull()
                .replaceWith(this);
    }

    private Uni<Execution> step(Execution execution) {
        Instant now = clock.instant();
        if (execution.state() instanceof Queued queued) {
            if (replaced.containsKey(execution.id())) {
                return done(execution.with(queued.replaced(replaced.get(execution.id())), now, now));
            }
            if (now.isBefore(pausedUntil)) {
                return done(execution.dueAt(pausedUntil));
            }
        }
        NextStep next = NextStep.of(execution, device, now, settings.maxAttempts());
        if (next instanceof Send send) {
            return execution.state() instanceof Queued && isFull()
                    ? done(execution.dueAt(now.plus(settings.burstInterval())))
                    : send(execution, send);
        }
        return done(
                next instanceof End end
                        ? execution.with(end.state(), now, now)
                        : execution.dueAt(((Hold) next).until()));
    }

    private static Uni<Execution> done(Execution execution) {
        return Uni.createFrom().item(execution);
    }

    private Uni<Execution> send(Execution execution, Send send) {
        Instant now = clock.instant();
        Sent sent = send.from().sent(device.session(), now.plus(execution.timeout()));
        Instant again = now.plus(settings.retry());
        if (execution.state() instanceof Queued) {
            given++;
        }
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
    private void postponeFrom(List<Execution> queue) {
        Instant later = clock.instant().plus(settings.publishRetry());
        queue.subList(changes.size(), queue.size())
                .forEach(execution -> changes.add(new Change(execution, execution.dueAt(later))));
    }

    /** The broker did not take a command. */
    private static final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotTaken(Execution execution, Throwable cause) {
            super("not sent", cause, false, false);
            Subject.of(execution.workspace(), execution.device())
                    .during(() -> Log.warnf(
                            "command not sent, will be tried again workspace=%s device=%s command=%s reason=%s",
                            execution.workspace(), execution.device(), execution.id(), cause.toString()));
        }
    }
}
