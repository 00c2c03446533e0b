package io.muster.command.rollout;

import java.util.List;

/**
 * How far a rollout has come.
 *
 * @param waves of the rollout, as far as its devices are known
 * @param portions of the waves that have begun
 */
public record Progress(List<Wave> waves, List<Portion> portions) {

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

    boolean isEnded() {
        return portions.stream().allMatch(portion -> portion.tally().isEnded());
    }
}
