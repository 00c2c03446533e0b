package io.muster.command.rollout;

import java.util.List;

import io.muster.command.audience.Audience;
import io.smallrye.mutiny.Uni;

/** The devices of rollouts in their order, and the portions in which they get their command. */
public interface RolloutMembers {

    /** Puts those who are not in it yet behind the others; answers how many there are then. */
    Uni<Long> enlist(Rollout rollout, Audience audience);

    /**
     * Makes portions of those of the wave who are in none.
     *
     * @param open whether all who are behind it belong to it, too
     */
    Uni<Void> begin(String rollout, Wave wave, boolean open);

    /** Whether the workspace had the group and has it no longer. */
    Uni<Boolean> isGone(String workspace, String group);

    /** The portion is a batch now. */
    Uni<Void> ordered(String rollout, Portion portion, String batchId);

    /**
     * Who has not been sent to waits until its batch gives it out again. To be called before the batches are told: lines
     * are locked before batches.
     */
    Uni<Void> hold(String rollout, List<Portion> portions);

    /** The portion waits no longer. */
    Uni<Void> release(String rollout, Portion portion);

    /** In the order in which they were made. */
    Uni<List<Portion>> portions(String rollout);

    /** Keeps the counts of batches that have ended: they outlive those. */
    Uni<Void> settle(String rollout);

    /** Who was in it is not needed any more. */
    Uni<Void> forget(String rollout);
}
