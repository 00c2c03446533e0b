package io.muster.shadow.fleet;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;

import io.muster.kit.Rounds;
import io.muster.kit.problem.Refusal;
import io.muster.shadow.change.Author;
import io.muster.shadow.change.DeviceShadows;
import io.muster.shadow.change.ExpectedVersion;
import io.muster.shadow.change.Wish;
import io.muster.shadow.document.ShadowId;
import io.muster.shadow.fleet.FleetBatches.Task;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Changes the shadows that batches mean, a portion in each round, so that neither people nor the broker drown in them.
 * What is to be done stands in the database until it is done; who dies in between leaves it to the next.
 */
@ApplicationScoped
class FleetWork {

    private final FleetBatches batches;
    private final DeviceShadows shadows;
    private final FleetSettings settings;
    private final Rounds rounds = new Rounds();

    FleetWork(FleetBatches batches, DeviceShadows shadows, FleetSettings settings) {
        this.batches = batches;
        this.shadows = shadows;
        this.settings = settings;
    }

    void start(@Observes Startup event) {
        rounds.repeat("shadow batches", settings.interval(), this::workOff);
        rounds.repeat("old shadow batches", settings.kept().dividedBy(100), () -> batches.forget(settings.kept()));
    }

    void stop(@Observes Shutdown event) {
        rounds.stop();
    }

    private Uni<Void> workOff() {
        return batches.claim(settings.portion(), settings.lease()).chain(this::doAll);
    }

    private Uni<Void> doAll(List<Task> tasks) {
        return Multi.createFrom()
                .iterable(tasks)
                .onItem()
                .transformToUni(this::doOne)
                .merge(settings.devicesAtOnce())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> doOne(Task task) {
        return shadows.desire(
                        ShadowId.of(task.workspace(), task.device()),
                        Wish.of(task.desired()),
                        ExpectedVersion.ANY,
                        Author.person(task.author()))
                .chain(() -> batches.settle(task))
                .onFailure(failure -> failure instanceof Refusal refusal && !refusal.isForNow())
                .recoverWithUni(refusal -> batches.fail(task, ((Refusal) refusal).code()));
    }
}
