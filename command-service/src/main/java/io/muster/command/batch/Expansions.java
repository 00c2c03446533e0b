package io.muster.command.batch;

import io.muster.command.audience.Audience;
import io.smallrye.mutiny.Uni;

/** Makes of one order the executions of many devices. */
public interface Expansions {

    /**
     * Makes a queued execution for each device of the audience, which is held back until the batch has a turn; says so, and
     * locks the devices' lines.
     *
     * @return how many
     */
    Uni<Long> open(Batch batch, Audience audience);
}
