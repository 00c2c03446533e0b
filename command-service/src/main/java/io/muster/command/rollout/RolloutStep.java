package io.muster.command.rollout;

import java.time.Instant;

/**
 * Something that happened to a rollout.
 *
 * @param wave how many had begun then
 * @param reason empty if there is none to give
 * @param by the person; empty if it came by itself
 */
public record RolloutStep(Instant at, RolloutState.Name state, int wave, String reason, String by) {}
