package io.muster.broker.access;

import io.muster.events.AccessEvent;

/** Tells the platform. Never blocks and never fails; what cannot be told soon is left out. */
public interface AccessAnnouncer {

    void announce(AccessEvent event);
}
