package io.muster.shadow.delivery;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
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
    record Due(Shadow shadow, OffsetDateTime lease, boolean heard, @Nullable Untold untold) {}

    /**
     * A session as it was when somebody looked.
     *
     * @param revision of what the broker said of it last
     */
    record Untold(long session, long revision) {}

    /**
     * Whether a device listens to deltas.
     *
     * @param session the number of the session in which it does; null if it does not
     * @param anew whether it did not in between, so that it may have missed what it was sent in this very session
     */
    record Listening(String device, @Nullable Long session, boolean anew) {

        /** What came of the one and then the other. */
        Listening then(Listening next) {
            return new Listening(device, next.session, anew || next.anew);
        }
    }

    /** Takes up to so many due shadows; each becomes due again after the lease unless it is settled by then. */
    Uni<List<Due>> claim(int limit, Duration lease);

    /**
     * Has the shadow know of the session that it was not told of; false if it has been told meanwhile, or if the session
     * is no longer what it was when the delta was claimed. Either has made it due once more, or will.
     */
    Uni<Boolean> tell(Shadow shadow, Untold session);

    /** Nothing of it is to be sent until the shadow changes or its device comes to listen again. */
    Uni<Void> settle(Due done);

    /** Notes in which sessions devices listen to deltas, and makes due what is left to do of those who hear anew. */
    Uni<Void> listen(Collection<Listening> devices);
}
