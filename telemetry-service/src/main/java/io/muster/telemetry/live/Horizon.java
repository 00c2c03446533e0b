package io.muster.telemetry.live;

import org.jspecify.annotations.Nullable;

/**
 * How far commits had got at a moment. Transactions are numbered in the order in which they begin; they end in any order.
 *
 * @param ended all transactions with a smaller number had ended
 * @param exactly which of the others had ended, too, as the store writes it; null if none of them is to count as ended
 */
public record Horizon(long ended, @Nullable String exactly) {}
