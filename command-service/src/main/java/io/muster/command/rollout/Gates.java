package io.muster.command.rollout;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.muster.command.execution.Stage;
import org.jspecify.annotations.Nullable;

/**
 * What the executions of a wave say about going on.
 *
 * @param successPercent how many of a wave's devices must have succeeded before the next wave begins; null if it is
 *     enough that all have ended, whatever way
 * @param abortPercent what share of those of a wave that have ended stops the rollout if they ended so
 * @param minSample how many of a wave must have ended before they are judged; once the whole wave has, it is judged
 *     however small it is
 */
public record Gates(@Nullable Double successPercent, Map<Stage, Double> abortPercent, long minSample) {

    public static final Gates NONE = new Gates(null, Map.of(), 1);

    public Gates {
        abortPercent = Map.copyOf(abortPercent);
    }

    /** Whether the next wave may begin. */
    boolean isOpen(Tally wave) {
        return successPercent == null || wave.size() == 0
                ? wave.isEnded()
                : wave.percentOfAll(Stage.SUCCEEDED) >= successPercent;
    }

    /** Why the rollout must not go on; empty if it may, or if it is too early to say. */
    Optional<String> verdict(Tally wave) {
        if (wave.ended() == 0 || wave.ended() < minSample && !wave.isEnded()) {
            return Optional.empty();
        }
        return abortPercent.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(limit -> wave.percentOfEnded(limit.getKey()) >= limit.getValue())
                .findFirst()
                .map(limit -> "%d of %d ended %s (%s), the limit is %s"
                        .formatted(
                                wave.of(limit.getKey()),
                                wave.ended(),
                                limit.getKey().word(),
                                percent(wave.percentOfEnded(limit.getKey())),
                                percent(limit.getValue())));
    }

    /** Why a wave that nothing more comes from has not been good enough; empty if it has. */
    Optional<String> shortfall(Tally wave) {
        return successPercent == null || !wave.isEnded() || isOpen(wave)
                ? Optional.empty()
                : Optional.of("%d of %d succeeded (%s), %s were wanted"
                        .formatted(
                                wave.of(Stage.SUCCEEDED),
                                wave.size(),
                                percent(wave.percentOfAll(Stage.SUCCEEDED)),
                                percent(successPercent)));
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", value);
    }
}
