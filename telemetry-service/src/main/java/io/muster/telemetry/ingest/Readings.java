package io.muster.telemetry.ingest;

import java.time.Instant;
import java.util.List;

import io.smallrye.mutiny.Uni;

/** Where readings are kept, and what is beside them. */
public interface Readings {

    /**
     * Keeps a batch in one transaction, each reading once, however often it comes. Readings of a device that has been
     * deleted in the meantime are passed over.
     *
     * @return how many readings were new; fails with {@link SettledElsewhere}, and has changed nothing, if a waiting
     *     message of the batch waits no longer, with {@link Unstorable} if what it holds is the reason, and
     *     with the store's own failure if that cannot be reached: nothing of it is kept then, and it may be tried again
     */
    Uni<Integer> store(Batch batch);

    /** Waiting messages whose device is known by now, or that came before the deadline; oldest first. */
    Uni<List<EarlyMessage>> due(Instant deadline, int limit);

    /** Ends when every batch that may not have seen a deletion yet has been committed. */
    Uni<Void> settle();
}
