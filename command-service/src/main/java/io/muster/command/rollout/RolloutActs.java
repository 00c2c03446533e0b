package io.muster.command.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.batch.BatchControl;
import io.muster.command.batch.BatchOrders;
import io.muster.command.batch.Pace;
import io.smallrye.mutiny.Uni;

/** Does what was decided, in the transaction that writes the decision down: so it is done once. */
@ApplicationScoped
class RolloutActs {

    private static final double SECONDS = 60;

    private final RolloutTargets targets;
    private final RolloutMembers members;
    private final BatchOrders orders;
    private final BatchControl batches;

    RolloutActs(RolloutTargets targets, RolloutMembers members, BatchOrders orders, BatchControl batches) {
        this.targets = targets;
        this.members = members;
        this.orders = orders;
        this.batches = batches;
    }

    /** One after the other. Answers the rollout with what it has learned by that. */
    Uni<Rollout> perform(Rollout rollout, List<Act> acts, String by, Instant now) {
        Uni<Rollout> done = Uni.createFrom().item(rollout);
        for (Act act : acts) {
            done = done.chain(current -> perform(current, act, by, now));
        }
        return done;
    }

    private Uni<Rollout> perform(Rollout rollout, Act act, String by, Instant now) {
        if (act instanceof Act.Enlist) {
            return enlist(rollout, now);
        } else if (act instanceof Act.Begin begin) {
            return begin(rollout, begin.wave()).replaceWith(rollout);
        } else if (act instanceof Act.Open open) {
            return open(rollout, open.portion()).replaceWith(rollout);
        } else if (act instanceof Act.Hold hold) {
            return members.hold(rollout.id(), hold.portion())
                    .chain(() -> batches.pause(batch(hold.portion())))
                    .replaceWith(rollout);
        } else if (act instanceof Act.Release release) {
            return members.release(rollout.id(), release.portion(), now)
                    .chain(() -> batches.resume(batch(release.portion())))
                    .replaceWith(rollout);
        }
        return takeBack(rollout.id(), ((Act.TakeBack) act).portion(), by).replaceWith(rollout);
    }

    private Uni<Rollout> enlist(Rollout rollout, Instant now) {
        return rollout.target() instanceof Target.Listed
                ? Uni.createFrom().item(rollout)
                : targets.audience(rollout)
                        .chain(audience -> members.enlist(rollout, audience))
                        .map(devices -> rollout.enlisted(devices, now));
    }

    private Uni<Void> begin(Rollout rollout, int number) {
        List<Wave> waves = rollout.waves();
        return members.begin(rollout.id(), waves.get(number - 1), number == waves.size());
    }

    private Uni<Void> open(Rollout rollout, Portion portion) {
        Audience audience = new Audience.Portion(rollout.id(), portion.number());
        return orders.open(rollout.order(), audience, pace(rollout.plan(), portion), null)
                .chain(batch -> members.ordered(rollout.id(), portion, batch));
    }

    /** Taking back goes on behind the transaction; meanwhile nobody is sent anything. */
    private Uni<Void> takeBack(String rollout, Portion portion, String by) {
        return members.hold(rollout, portion).chain(() -> batches.cancel(batch(portion), by));
    }

    private static Pace pace(Plan plan, Portion portion) {
        return Optional.ofNullable(plan.rate())
                .map(rate -> Pace.perSecond(rate.perMinute(portion.wave()) / SECONDS))
                .orElse(Pace.FREE);
    }

    private static String batch(Portion portion) {
        return Optional.ofNullable(portion.batchId()).orElseThrow();
    }
}
