package io.muster.command.rollout;

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
}
