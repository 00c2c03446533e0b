package io.muster.command.rollout;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.rollout.RolloutState.Unfinished;
import io.muster.kit.problem.Refusal;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Looks at rollouts whose time has come. All that it knows is in their rows: any number of them may run. */
@ApplicationScoped
public class RolloutConductor {

    private static final String CONDUCTOR = "the rollout";

    private final Rollouts rollouts;
    private final RolloutMembers members;
    private final RolloutActs acts;
    private final RolloutSettings settings;
    private final Clock clock = Clock.systemUTC();

    RolloutConductor(Rollouts rollouts, RolloutMembers members, RolloutActs acts, RolloutSettings settings) {
        this.rollouts = rollouts;
        this.members = members;
        this.acts = acts;
        this.settings = settings;
    }

    /**
     * Looks at one whose time has come, and says whether there was one. One that cannot be dealt with does not keep the
     * others waiting: its next time is set before it is looked at.
     */
    public Uni<Boolean> round() {
        return claim().chain(id -> id == null
                ? Uni.createFrom().item(false)
                : turn(id).onFailure(Refusal.class)
                        .recoverWithUni(refusal -> giveUp(id, String.valueOf(refusal.getMessage())))
                        .replaceWith(true));
    }

    @WithTransaction
    Uni<@Nullable String> claim() {
        Instant now = clock.instant();
        return rollouts.claim(now, now.plus(settings.lookInterval()));
    }

    /** Decides how it goes on and does so, unless somebody else does at this moment. */
    @WithTransaction
    Uni<Void> turn(String id) {
        return rollouts.lockIfFree(id)
                .onItem()
                .ifNotNull()
                .transformToUni(rollout -> decide(rollout, progress -> new Conductor(rollout.plan())
                        .next(rollout.state(), progress, clock.instant())))
                .replaceWithVoid();
    }

    /** Removes some that have been over long enough. */
    @WithTransaction
    public Uni<Integer> forget() {
        return rollouts.removeFinished(clock.instant().minus(settings.retention()), settings.removalBatch());
    }

    /** What its next step takes is refused: there is no way on. */
    @WithTransaction
    Uni<Void> giveUp(String id, String reason) {
        return rollouts.lockIfFree(id)
                .onItem()
                .ifNotNull()
                .transformToUni(rollout -> decide(
                        rollout,
                        progress -> rollout.state() instanceof Unfinished unfinished
                                ? new Decision(unfinished.aborted(reason), Conductor.takeBack(progress))
                                : new Decision(rollout.state(), List.of())))
                .replaceWithVoid();
    }

    private Uni<Void> decide(Rollout rollout, Function<Progress, Decision> decision) {
        Instant now = clock.instant();
        return progress(rollout, now).chain(progress -> {
            Decision decided = decision.apply(progress);
            return acts.perform(rollout, decided.acts(), CONDUCTOR, now)
                    .chain(done -> save(done.moved(decided.state(), "", now), progress, now));
        });
    }

    private Uni<Progress> progress(Rollout rollout, Instant now) {
        boolean newcomers =
                !rollout.enlistedAt().plus(settings.newcomerInterval()).isAfter(now);
        return members.settle(rollout.id())
                .chain(() -> members.portions(rollout.id()))
                .map(portions -> new Progress(rollout.waves(), portions, newcomers));
    }

    /** What has moved is looked at again at once: one step may lead to the next. */
    private Uni<Void> save(Rollout rollout, Progress progress, Instant now) {
        if (rollout.isOver() && !progress.isUnderway()) {
            return rollouts.save(rollout, null).chain(() -> members.forget(rollout.id()));
        }
        boolean moved = rollout.updatedAt().equals(now);
        return rollouts.save(rollout, moved ? now : now.plus(settings.lookInterval()));
    }
}
