package io.muster.broker.artemis;

import java.util.Optional;

import javax.security.auth.Subject;

import io.muster.broker.identity.Client;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** The client of a connection, in the form in which Artemis carries it along. */
final class ClientPrincipal extends UserPrincipal {

    private final Client client;

    private ClientPrincipal(Client client) {
        super(client.clientId());
        this.client = client;
    }

    static Subject subject(Client client) {
        Subject subject = new Subject();
        subject.getPrincipals().add(new ClientPrincipal(client));
        subject.setReadOnly();
        return subject;
    }

    static Optional<Client> client(@Nullable Subject subject) {
        if (subject == null) {
            return Optional.empty();
        }
        return subject.getPrincipals(ClientPrincipal.class).stream().findFirst().map(principal -> principal.client);
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
