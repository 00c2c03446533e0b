package io.muster.command.rollout;

import org.jspecify.annotations.Nullable;

/**
 * A rollout as somebody asks for it, beside the command; what is null was not said.
 *
 * @param startAt null for at once
 */
public record WantedRollout(
        @Nullable String name, @Nullable WantedTarget target, WantedPlan plan, @Nullable String startAt) {}
