package io.muster.command.rollout;

import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

/**
 * The devices of a wave that share a clock and get the command as one batch.
 *
 * @param number counts all portions of the rollout
 * @param batchId the batch; null while it is not ordered
 * @param held whether the batch rests
 */
public record Portion(int number, int wave, ZoneId zone, @Nullable String batchId, boolean held, Tally tally) {

    boolean isOrdered() {
        return batchId != null;
    }

    boolean isUnderway() {
        return batchId != null && !tally.isEnded();
    }
}
