package io.muster.command.live;

import java.util.List;
import java.util.Map;

import io.muster.command.execution.Stage;
import io.muster.command.execution.Step;
import org.jspecify.annotations.Nullable;

/** How something stood when it was looked at. */
public sealed interface Sighting {

    String id();

    String workspace();

    /** Whether nothing will change any more. */
    boolean isFinished();

    /**
     * An execution.
     *
     * @param steps all that has happened to it, the order first
     * @param result what the device last said came of it
     */
    record OfCommand(String id, String workspace, List<Step> steps, @Nullable Object result, boolean isFinished)
            implements Sighting {

        public OfCommand {
            steps = List.copyOf(steps);
        }
    }

    /** @param counts how many of its executions stand where, for each stage */
    record OfBatch(String id, String workspace, Map<Stage, Long> counts, boolean isFinished) implements Sighting {

        public OfBatch {
            counts = Map.copyOf(counts);
        }
    }
}
