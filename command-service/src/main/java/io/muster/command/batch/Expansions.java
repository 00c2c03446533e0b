package io.muster.command.batch;

import java.time.Instant;
import java.util.List;

import io.muster.command.audience.Audience;
import io.muster.command.execution.CommandOrder;
import io.muster.command.execution.Executions.Opened;
import io.smallrye.mutiny.Uni;

/** Makes of one order the executions of many devices. */
public interface Expansions {

    /** Makes a queued execution for each device of the audience, locks their lines, and says which. */
    Uni<List<Opened>> open(CommandOrder order, Audience audience, String batchId, Instant now);
}
