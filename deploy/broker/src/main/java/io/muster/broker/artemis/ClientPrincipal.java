package io.muster.broker.artemis;

import java.util.Optional;

import javax.security.auth.Subject;

import io.muster.broker.access.Origin;
import io.muster.broker.identity.Client;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** The client of a connection, in the form in which Artemis carries it along. */
final class ClientPrincipal extends UserPrincipal {

    private final Client client;
    private final Origin origin;

    private ClientPrincipal(Client client, Origin origin) {
        super(client.clientId());
        this.client = client;
        this.origin = origin;
    }

    static Subject subject(Client client, Origin origin) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new ClientPrincipal(client, origin));
        subject.setReadOnly();
        return subject;
    }

    static Optional<Client> client(@Nullable Subject subject) {
        if (subject == null) {
            return Optional.empty();
        }
        return find(subject).map(principal -> principal.client);
    }

    /** From where the client comes. */
    static Origin origin(Subject subject) {
        return find(subject).map(principal -> principal.origin).orElseThrow();
    }

    private static Optional<ClientPrincipal> find(Subject subject) {
        return subject.getPrincipals(ClientPrincipal.class).stream().findFirst();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ClientPrincipal principal && principal.client.equals(client);
    }

    @Override
    public int hashCode() {
        return client.hashCode();
    }
}
