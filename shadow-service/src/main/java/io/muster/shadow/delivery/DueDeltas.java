package io.muster.shadow.delivery;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;

import io.muster.shadow.document.Shadow;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Which shadows have something that is still to be sent to their devices. */
public interface DueDeltas {

    /**
     * A shadow that is due, held by one sender for a while.
     *
     * @param lease until when; whoever settles names it, so that what became due meanwhile stays due
     * @param heard whether its device would hear the delta
     * @param untold the session in which it would, if the shadow does not know of that yet; null if it does
     */
    record Due(Shadow shadow, OffsetDateTime lease, boolean heard, @Nullable Long untold) {}

    /** Takes up to so many due shadows; each becomes due again after the lease unless it is settled by then. */
    Uni<List<Due>> claim(int limit, Duration lease);

    /**
     * Has the shadow know of the session that it was not told of; false if it has been told meanwhile, which has made it due
     * once more.
     */
    Uni<Boolean> tell(Due due);

    /** Nothing of it is to be sent until the shadow changes or its device comes to listen again. */
    Uni<Void> settle(Due done);

    /**
     * Notes in which session the device listens to deltas. In a session that was not known before, a shadow with something
     * left to do becomes due.
     *
     * @param session the session's number; null if the device does not listen any more
     */
    Uni<Void> listens(String device, @Nullable Long session);
}
