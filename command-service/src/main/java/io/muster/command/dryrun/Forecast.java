package io.muster.command.dryrun;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an order would come to.
 *
 * @param total devices that it is for
 * @param reached who would get it at once
 * @param away who would get it when they come, if that is in time
 * @param refused who would not get it, by the reason
 * @param unknown what was listed and is no device
 * @param atLeast how long it takes to give it out to all, by its pace; none if it has no pace
 */
public record Forecast(
        long total, Some reached, Some away, Map<String, Some> refused, List<String> unknown, Duration atLeast) {

    /** How many they are, and the ids of the first of them. */
    public record Some(long count, List<String> examples) {

        static final Some NONE = new Some(0, List.of());

        public Some {
            examples = List.copyOf(examples);
        }
    }

    public Forecast {
        refused = Map.copyOf(refused);
        unknown = List.copyOf(unknown);
    }
}
