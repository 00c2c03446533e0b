package io.muster.broker.access;

import io.muster.broker.session.SessionNumbers;
import io.muster.broker.session.Sessions;
import io.muster.events.AccessEvent.CredentialsEnforced;
import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.CredentialsIssued;

/** Brings changes of credentials into force and says so when it is done. */
public final class Enforcement {

    private final String broker;
    private final Sessions sessions;
    private final SessionNumbers numbers;
    private final AccessAnnouncer announcer;

    public Enforcement(String broker, Sessions sessions, SessionNumbers numbers, AccessAnnouncer announcer) {
        this.broker = broker;
        this.sessions = sessions;
        this.numbers = numbers;
        this.announcer = announcer;
    }

    /** To be called when the roster knows the change. A change that takes nothing away needs no word. */
    public void enforce(CredentialEvent change) {
        sessions.review(change.device()).thenAccept(closed -> {
            if (!(change instanceof CredentialsIssued)) {
                announcer.announce(new CredentialsEnforced(
                        numbers.next(), change.workspace(), change.device(), broker, change.revision(), closed));
            }
        });
    }
}
