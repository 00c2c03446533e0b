package io.muster.broker.artemis;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

import javax.security.auth.Subject;

import io.muster.broker.access.AccessLog;
import io.muster.broker.access.Origin;
import io.muster.broker.identity.Admission;
import io.muster.broker.identity.Admission.Admitted;
import io.muster.broker.identity.Admission.Refused;
import io.muster.broker.identity.Authenticator;
import io.muster.broker.identity.Client;
import io.muster.broker.identity.Presented;
import io.muster.broker.identity.Roster;
import io.muster.broker.rights.DeviceTopics;
import io.muster.broker.rights.Rights;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.utils.CertificateUtil;
import org.apache.activemq.artemis.utils.CompositeAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artemis asks here who a client is and what it may do. Artemis' own caches of the answers are off, because they are
 * kept by user name and password alone: the connection remembers who it is, and the rights are looked up each time, so
 * that a change of them counts at once.
 */
final class ClientSecurity implements ActiveMQSecurityManager5 {

    private static final Logger LOG = LoggerFactory.getLogger(ClientSecurity.class);

    private final Authenticator authenticator;
    private final Roster roster;
    private final DeviceTopics topics;
    private final AccessLog accessLog;

    ClientSecurity(Authenticator authenticator, Roster roster, DeviceTopics topics, AccessLog accessLog) {
        this.authenticator = authenticator;
        this.roster = roster;
        this.topics = topics;
        this.accessLog = accessLog;
    }

    /** Called on CONNECT, and again before each {@link #authorize}. On a thread of Artemis' pool, so it may wait. */
    @Override
    public @Nullable Subject authenticate(
            @Nullable String user, @Nullable String password, RemotingConnection connection, @Nullable String domain) {
        Optional<Client> known = ClientPrincipal.client(connection.getSubject());
        if (known.isPresent()) {
            return known.get().clientId().equals(connection.getClientID()) ? connection.getSubject() : null;
        }
        String clientId = connection.getClientID();
        // When an unproven client goes, Artemis deletes the persistent session of the client id that it bears.
        connection.setClientID("unproven-" + connection.getID());
        Presented presented = new Presented(clientId, user, password, certificate(connection));
        Admission admission = authenticator.admit(presented);
        if (admission instanceof Admitted admitted
                && connection.getTransportConnection().isOpen()) {
            connection.setClientID(clientId);
            return ClientPrincipal.subject(admitted.client(), NettyLink.origin(connection));
        }
        if (admission instanceof Refused refused) {
            LOG.info(
                    "Client refused client={} address={} reason={}",
                    printable(clientId),
                    connection.getRemoteAddress(),
                    refused.reason());
            roster.claimed(clientId, user)
                    .ifPresent(claimed -> accessLog.refused(
                            claimed.workspace(),
                            claimed.device(),
                            "connect",
                            refused.reason(),
                            refused.detail(),
                            null,
                            NettyLink.origin(connection)));
        }
        return null;
    }

    /** @param address a topic or filter, followed by the queue's name where there is one */
    @Override
    public boolean authorize(Subject subject, Set<Role> roles, CheckType action, String address) {
        String topic = CompositeAddress.extractAddressName(address);
        Optional<Client> client = ClientPrincipal.client(subject);
        boolean allowed = client.map(known -> mayDo(known, action, topic)).orElse(false);
        if (!allowed && client.orElse(null) instanceof Client.Device device) {
            tell(device, action, topic, ClientPrincipal.origin(subject));
        }
        return allowed;
    }

    private void tell(Client.Device device, CheckType action, String topic, Origin origin) {
        // An address is made for a message as well as for a subscription; only the latter may hold a wildcard.
        boolean publishing = action == CheckType.SEND
                || action == CheckType.CREATE_ADDRESS && !topic.contains("#") && !topic.contains("+");
        accessLog.refused(
                device.workspace(),
                device.id(),
                publishing ? "publish" : "subscribe",
                "topic-refused",
                "The credential does not allow this topic, or it is one too many.",
                topic,
                origin);
    }

    private boolean mayDo(Client client, CheckType action, String topic) {
        Rights rights = rights(client);
        return switch (action) {
            case SEND -> mayPublish(client, rights, topic);
            case CREATE_ADDRESS -> mayPublish(client, rights, topic) || rights.maySubscribe(topic);
            case CONSUME, CREATE_DURABLE_QUEUE, CREATE_NON_DURABLE_QUEUE -> rights.maySubscribe(topic);
            // A device may end its subscriptions also when it has lost the right to them.
            case DELETE_DURABLE_QUEUE, DELETE_NON_DURABLE_QUEUE -> client instanceof Client.Device;
            default -> false;
        };
    }

    private Rights rights(Client client) {
        if (client instanceof Client.Device device) {
            return roster.objection(device).isPresent() ? Rights.NONE : roster.rights(device);
        }
        return ((Client.Service) client).account().rights();
    }

    private boolean mayPublish(Client client, Rights rights, String topic) {
        return rights.mayPublish(topic)
                && !(client instanceof Client.Device device && !topics.admits(device.workspace(), device.id(), topic));
    }

    private static Optional<X509Certificate> certificate(RemotingConnection connection) {
        var certificates = CertificateUtil.getCertsFromConnection(connection);
        return certificates == null || certificates.length == 0 ? Optional.empty() : Optional.of(certificates[0]);
    }

    /** A client id is what a stranger says; a line break in it must not forge a line of the log. */
    private static String printable(String clientId) {
        String clean = clientId.replaceAll("[^\\x21-\\x7E]", "?");
        return clean.length() > 64 ? clean.substring(0, 64) : clean;
    }

    @Override
    public boolean validateUser(@Nullable String user, @Nullable String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(
            @Nullable String user, @Nullable String password, Set<Role> roles, CheckType action) {
        return false;
    }
}
