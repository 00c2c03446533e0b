package io.muster.command.rollout;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.rollout.RolloutRefusal.RolloutElsewhere;
import io.muster.command.rollout.RolloutRefusal.RolloutUnknown;
import io.muster.command.rollout.RolloutState.Active;
import io.muster.command.rollout.RolloutState.AwaitingApproval;
import io.muster.command.rollout.RolloutState.Paused;
import io.muster.command.rollout.RolloutState.Running;
import io.muster.command.rollout.RolloutState.Scheduled;
import io.muster.command.rollout.RolloutState.Unfinished;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;

/** What people do with a rollout. Each fails with {@link RolloutRefusal} where the rollout is not there, or elsewhere. */
@ApplicationScoped
public class RolloutControl {

    private final Rollouts rollouts;
    private final RolloutMembers members;
    private final RolloutActs acts;
    private final Clock clock = Clock.systemUTC();

    RolloutControl(Rollouts rollouts, RolloutMembers members, RolloutActs acts) {
        this.rollouts = rollouts;
        this.members = members;
        this.acts = acts;
    }

    /** Nobody else gets the command until it is resumed. */
    @WithTransaction
    public Uni<Void> pause(String workspace, String id, String by) {
        return change(workspace, id, by, watched -> {
            if (watched.rollout().state() instanceof Active active) {
                return new Decision(active.paused(by), Conductor.hold(watched.progress()));
            }
            throw new RolloutElsewhere(watched.rollout(), "paused");
        });
    }

    @WithTransaction
    public Uni<Void> resume(String workspace, String id, String by) {
        return change(workspace, id, by, watched -> {
            if (watched.rollout().state() instanceof Paused paused) {
                return new Decision(paused.resumed(), List.of());
            }
            throw new RolloutElsewhere(watched.rollout(), "resumed");
        });
    }

    /** The next wave may begin. */
    @WithTransaction
    public Uni<Void> approve(String workspace, String id, String by) {
        return change(workspace, id, by, watched -> {
            if (watched.rollout().state() instanceof AwaitingApproval awaiting) {
                return Conductor.begin(awaiting.approved());
            }
            throw new RolloutElsewhere(watched.rollout(), "approved");
        });
    }

    /** The next wave begins, whatever has become of the one before; one that is scheduled begins at once. */
    @WithTransaction
    public Uni<Void> advance(String workspace, String id, String by) {
        return change(workspace, id, by, watched -> {
            RolloutState state = watched.rollout().state();
            if (state instanceof Scheduled scheduled) {
                return new Decision(scheduled.started(), List.of(new Act.Enlist()));
            } else if (state instanceof Running running && !watched.progress().isLast(running.waves())) {
                return Conductor.begin(running.nextWave());
            }
            throw new RolloutElsewhere(watched.rollout(), "advanced");
        });
    }

    /** What was not sent is taken back. */
    @WithTransaction
    public Uni<Void> cancel(String workspace, String id, String by) {
        return change(workspace, id, by, watched -> {
            if (watched.rollout().state() instanceof Unfinished unfinished) {
                return new Decision(unfinished.canceled(by), Conductor.takeBack(watched.progress()));
            }
            throw new RolloutElsewhere(watched.rollout(), "canceled");
        });
    }

    private Uni<Void> change(String workspace, String id, String by, Function<RolloutBook.Watched, Decision> decision) {
        Instant now = clock.instant();
        return rollouts.lock(workspace, id)
                .onItem()
                .ifNull()
                .failWith(() -> new RolloutUnknown(id))
                .chain(rollout -> members.portions(id)
                        .map(portions ->
                                new RolloutBook.Watched(rollout, new Progress(rollout.waves(), portions, false)))
                        .map(decision)
                        .chain(decided -> acts.perform(rollout, decided.acts(), by, now)
                                .chain(done -> rollouts.save(done.moved(decided.state(), by, now), now))));
    }
}
