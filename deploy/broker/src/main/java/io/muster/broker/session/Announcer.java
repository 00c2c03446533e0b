package io.muster.broker.session;

import io.muster.events.ConnectivityEvent;

/** Tells the platform who is there. Never blocks and never fails; what cannot be told now is told later. */
public interface Announcer {

    void announce(ConnectivityEvent event);
}
