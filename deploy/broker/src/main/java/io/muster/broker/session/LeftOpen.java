package io.muster.broker.session;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.Session;

/** The sessions that a broker's sudden end left open in the eyes of the platform. */
public final class LeftOpen {

    private LeftOpen() {}

    /**
     * Announces their end, so that nobody is online for ever.
     *
     * @param reason why they ended
     */
    public static void close(
            Collection<ConnectivityEvent> open,
            String reason,
            SessionNumbers numbers,
            Clock clock,
            Announcer announcer) {
        for (ConnectivityEvent last : open) {
            Session session = last.session();
            Session ended = new Session(
                    session.number(),
                    session.broker(),
                    session.protocol(),
                    session.address(),
                    session.credential(),
                    session.connectedAt(),
                    clock.instant(),
                    List.of(),
                    reason);
            announcer.announce(new DeviceDisconnected(numbers.next(), last.workspace(), last.device(), ended));
        }
    }
}
