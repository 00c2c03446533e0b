package io.muster.command.rollout;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a command comes to its devices.
 *
 * @param waves none is one wave of all
 * @param rate null for as quick as it goes
 * @param window null for at any time
 * @param approval whether somebody has to agree before each wave but the first
 * @param continuous whether it goes on for those who join the target later, until it is canceled
 */
public record Plan(
        List<WaveSize> waves,
        Order order,
        Gates gates,
        @Nullable Rate rate,
        @Nullable Window window,
        boolean approval,
        boolean continuous) {

    public Plan {
        waves = List.copyOf(waves);
    }

    /** How long it takes at least to give it out to so many devices, if no wave waits; no time without a rate. */
    Duration timeFor(long devices) {
        return rate == null
                ? Duration.ZERO
                : Wave.of(waves, devices).stream()
                        .map(wave -> rate.timeFor(wave))
                        .reduce(Duration.ZERO, Duration::plus);
    }
}
