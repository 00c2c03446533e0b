package io.muster.command.rollout;

import java.util.ArrayList;
import java.util.List;

/**
 * Those who get the command together.
 *
 * @param number from 1
 * @param first the place of its first device in the order of the rollout, from 0
 */
public record Wave(int number, long first, long size) {

    /**
     * The waves of a rollout. None takes more than is left; what is left after the last one is a wave of its own, and
     * waves for which nobody is left do not exist.
     */
    static List<Wave> of(List<WaveSize> sizes, long total) {
        List<Wave> waves = new ArrayList<>();
        long first = 0;
        for (WaveSize size : sizes) {
            first += add(waves, first, Math.min(size.of(total), total - first));
        }
        add(waves, first, total - first);
        return List.copyOf(waves);
    }

    private static long add(List<Wave> waves, long first, long size) {
        if (size > 0) {
            waves.add(new Wave(waves.size() + 1, first, size));
        }
        return size;
    }
}
