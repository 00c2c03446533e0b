package io.muster.command.mqtt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.muster.command.batch.BatchControl;
import io.muster.command.batch.Pacer;
import io.muster.command.batch.PacingSettings;
import io.muster.command.dispatch.DispatchSettings;
import io.muster.command.dispatch.Dispatcher;
import io.muster.command.execution.CommandHistory;
import io.muster.command.execution.DueSignal;
import io.muster.command.execution.Lane;
import io.muster.kit.WorkLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Runs what is to be done about commands: at once when it is known that there is something, by the clock otherwise. */
@ApplicationScoped
class DispatchLoop implements DueSignal {

    private final DispatchSettings settings;
    private final Duration pacing;
    private final WorkLoop singles;
    private final WorkLoop batches;
    private final WorkLoop pacer;
    private final WorkLoop cancellations;
    private final WorkLoop removal;

    DispatchLoop(
            Vertx vertx,
            Dispatcher dispatcher,
            Pacer pacer,
            BatchControl control,
            CommandHistory history,
            DispatchSettings settings,
            PacingSettings pacing) {
        this.settings = settings;
        this.pacing = pacing.interval();
        this.singles = new WorkLoop(vertx, "sending commands", () -> sent(dispatcher.dispatch(Lane.SINGLE)));
        this.batches = new WorkLoop(vertx, "sending commands of batches", () -> sent(dispatcher.dispatch(Lane.BATCH)));
        this.pacer = new WorkLoop(vertx, "pacing batches", () -> pacer.round().map(this::given));
        this.cancellations = new WorkLoop(vertx, "canceling batches", () -> whole(control.takeBackAll()));
        this.removal = new WorkLoop(vertx, "removing finished commands", () -> whole(history.forget()));
    }

    void start(@Observes StartupEvent event) {
        dispatching().forEach(loop -> loop.every(settings.pollInterval()));
        cancellations.every(settings.resumeInterval());
        removal.every(settings.removalInterval());
    }

    void stop(@Observes ShutdownEvent event) {
        Stream.concat(dispatching().stream(), Stream.of(cancellations, removal)).forEach(WorkLoop::stop);
    }

    @Override
    public void raise() {
        dispatching().forEach(WorkLoop::raise);
    }

    /** What is ordered of many is held back until the pacer gives it out, which then tells the dispatcher. */
    @Override
    public void raise(Lane lane) {
        (lane == Lane.SINGLE ? singles : pacer).raise();
    }

    private List<WorkLoop> dispatching() {
        return List.of(pacer, singles, batches);
    }

    private static Uni<Optional<Duration>> sent(Uni<Integer> devices) {
        return devices.map(served -> served > 0 ? Optional.of(Duration.ZERO) : Optional.empty());
    }

    private Optional<Duration> given(Pacer.Round round) {
        if (round.due()) {
            batches.raise();
        }
        return switch (round.next()) {
            case AT_ONCE -> Optional.of(Duration.ZERO);
            case AFTER_INTERVAL -> Optional.of(pacing);
            case WHEN_ORDERED -> Optional.empty();
        };
    }

    private static Uni<Optional<Duration>> whole(Uni<Void> work) {
        return work.replaceWith(Optional.empty());
    }
}
