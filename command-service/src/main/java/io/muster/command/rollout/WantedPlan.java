package io.muster.command.rollout;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A {@link Plan} as somebody asks for it; what is null was not said. */
public record WantedPlan(
        @Nullable List<WantedWave> waves,
        @Nullable String order,
        @Nullable WantedGates gates,
        @Nullable WantedRate rate,
        @Nullable WantedWindow window,
        @Nullable Boolean approval,
        @Nullable Boolean continuous) {

    /** One of the two. */
    public record WantedWave(@Nullable Double percent, @Nullable Long count) {}

    public record WantedGates(
            @Nullable Double successPercent, @Nullable AbortPercent abortPercent, @Nullable Long minSample) {}

    public record AbortPercent(@Nullable Double failed, @Nullable Double rejected, @Nullable Double timedOut) {}

    public record WantedRate(@Nullable Double basePerMinute, @Nullable Double factor) {}

    public record WantedWindow(
            @Nullable String start, @Nullable String end, @Nullable List<String> days, @Nullable String zone) {}
}
