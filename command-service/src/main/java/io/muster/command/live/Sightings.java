package io.muster.command.live;

import java.util.Collection;
import java.util.List;

import io.smallrye.mutiny.Uni;

/** Looks at many commands at once. */
public interface Sightings {

    /** @param ids of executions and batches; those that do not exist are missing in the answer */
    Uni<List<Sighting>> of(Collection<String> ids);
}
