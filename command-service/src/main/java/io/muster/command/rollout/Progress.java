package io.muster.command.rollout;

import java.util.List;

/**
 * How far a rollout has come.
 *
 * @param waves of the rollout, as far as its devices are known
 * @param portions of the waves that have begun
 * @param newcomersAwaited whether it is time to look for devices that have joined
 */
public record Progress(List<Wave> waves, List<Portion> portions, boolean newcomersAwaited) {

    public Progress {
        waves = List.copyOf(waves);
        portions = List.copyOf(portions);
    }

    public Tally of(int wave) {
        return Tally.sum(portions.stream()
                .filter(portion -> portion.wave() == wave)
                .map(Portion::tally)
                .toList());
    }

    boolean isLast(int wave) {
        return wave >= waves.size();
    }

    /** Whether executions may still change. */
    boolean isUnderway() {
        return portions.stream().anyMatch(Portion::isUnderway);
    }

    boolean isEnded() {
        return portions.stream().allMatch(portion -> portion.tally().isEnded());
    }
}
