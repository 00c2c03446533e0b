package io.muster.command.rollout;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Audience;
import io.muster.command.batch.BatchControl;
import io.muster.command.batch.BatchOrders;
import io.muster.command.batch.Pace;
import io.muster.command.rollout.Act.OfBatch;
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

    /** Answers the rollout with what it has learned by that. */
    Uni<Rollout> perform(Rollout rollout, List<Act> acts, String by, Instant now) {
        Uni<Rollout> done = hold(rollout.id(), acts).replaceWith(rollout);
        for (Act act : linesFirst(acts)) {
            done = done.chain(current -> perform(current, act, by, now));
        }
        return done;
    }

    /** Lines are locked before batches, and batches in the order of their ids, as whoever counts them does. */
    private static List<Act> linesFirst(List<Act> acts) {
        return Stream.concat(
                        acts.stream().filter(act -> !(act instanceof OfBatch)),
                        ofBatches(acts).sorted(Comparator.comparing(act -> batch(act.portion()))))
                .toList();
    }

    private static Stream<OfBatch> ofBatches(List<Act> acts) {
        return acts.stream().filter(OfBatch.class::isInstance).map(OfBatch.class::cast);
    }

    private Uni<Void> hold(String rollout, List<Act> acts) {
        List<Portion> held = ofBatches(acts)
                .filter(act -> !(act instanceof Act.Release))
                .map(OfBatch::portion)
                .toList();
        return held.isEmpty() ? Uni.createFrom().voidItem() : members.hold(rollout, held);
    }

    private Uni<Rollout> perform(Rollout rollout, Act act, String by, Instant now) {
        if (act instanceof Act.Enlist) {
            return enlist(rollout, now);
        } else if (act instanceof Act.Begin begin) {
            return begin(rollout, begin.wave()).replaceWith(rollout);
        } else if (act instanceof Act.Open open) {
            return open(rollout, open.portion()).replaceWith(rollout);
        } else if (act instanceof Act.Hold hold) {
            return batches.pause(batch(hold.portion())).replaceWith(rollout);
        } else if (act instanceof Act.Release release) {
            return members.release(rollout.id(), release.portion())
                    .chain(() -> batches.resume(batch(release.portion())))
                    .replaceWith(rollout);
        }
        // It goes on behind the transaction; meanwhile nobody is sent anything.
        return batches.cancel(batch(((Act.TakeBack) act).portion()), by).replaceWith(rollout);
    }

    private Uni<Rollout> enlist(Rollout rollout, Instant now) {
        return rollout.target() instanceof Target.Listed
                ? Uni.createFrom().item(rollout)
                : requireGroup(rollout)
                        .chain(() -> targets.audience(rollout))
                        .chain(audience -> members.enlist(rollout, audience))
                        .map(devices -> rollout.enlisted(devices, now));
    }

    /** Where there is nobody to go to, a rollout must not look as if it had gone well. */
    private Uni<Void> requireGroup(Rollout rollout) {
        return rollout.target() instanceof Target.Group group
                ? members.isGone(rollout.order().workspace(), group.id())
                        .invoke(gone -> {
                            if (gone) {
                                throw new RolloutRefusal.GroupGone(group.id());
                            }
                        })
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
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

    private static Pace pace(Plan plan, Portion portion) {
        return Optional.ofNullable(plan.rate())
                .map(rate -> Pace.perSecond(rate.perMinute(portion.wave()) / SECONDS))
                .orElse(Pace.FREE);
    }

    private static String batch(Portion portion) {
        return Optional.ofNullable(portion.batchId()).orElseThrow();
    }
}
