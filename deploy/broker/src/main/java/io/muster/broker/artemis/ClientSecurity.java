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
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTConnection;
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

    private static final Optional<Refused> NONE = Optional.empty();
    private static final Optional<Refused> NEVER = Optional.of(new Refused("topic-refused", "No client may do this."));

    private final Authenticator authenticator;
    private final Roster roster;
    private final TopicChecks checks;
    private final AccessLog accessLog;
    private final RefusalMeters meters;

    ClientSecurity(
            Authenticator authenticator, Roster roster, TopicChecks checks, AccessLog accessLog, RefusalMeters meters) {
        this.authenticator = authenticator;
        this.roster = roster;
        this.checks = checks;
        this.accessLog = accessLog;
        this.meters = meters;
    }

    /**
     * Called on CONNECT, and again before each {@link #authorize}. On a thread of Artemis' pool, so it may wait. The nodes of
     * a cluster do not come here; nobody else speaks anything but MQTT.
     */
    @Override
    public @Nullable Subject authenticate(
            @Nullable String user, @Nullable String password, RemotingConnection connection, @Nullable String domain) {
        if (!(connection instanceof MQTTConnection)) {
            LOG.info("Refused, no MQTT address={}", connection.getRemoteAddress());
            return null;
        }
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
            connection.setClientID(admitted.client().clientId());
            return ClientPrincipal.subject(admitted.client(), NettyLink.origin(connection));
        }
        if (admission instanceof Refused refused) {
            meters.login(refused.reason());
            LOG.info(
                    "Client refused client={} address={} reason={}",
                    presented.printableClientId(),
                    connection.getRemoteAddress(),
                    refused.reason());
            roster.claimed(presented)
                    .forEach(claimed -> accessLog.refused(
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
        Client client = ClientPrincipal.client(subject).orElse(null);
        if (client == null) {
            return false;
        }
        Optional<Refused> refusal = refusal(client, action, topic);
        refusal.ifPresent(
                refused -> tell(client, isSaying(action, topic), refused, topic, ClientPrincipal.origin(subject)));
        return refusal.isEmpty();
    }

    /** Whether the client of this connection may subscribe to this. */
    boolean maySubscribe(RemotingConnection connection, String filter) {
        Client client = ClientPrincipal.client(connection.getSubject()).orElse(null);
        if (client == null) {
            return false;
        }
        Optional<Refused> refusal = checks.asking(client, filter);
        refusal.ifPresent(refused -> tell(client, false, refused, filter, NettyLink.origin(connection)));
        return refusal.isEmpty();
    }

    private Optional<Refused> refusal(Client client, CheckType action, String topic) {
        return switch (action) {
            case SEND -> checks.publishing(client, topic);
            case CREATE_ADDRESS ->
                checks.publishing(client, topic)
                        .filter(refused -> checks.subscribing(client, topic).isPresent());
            case CONSUME, CREATE_DURABLE_QUEUE, CREATE_NON_DURABLE_QUEUE -> checks.subscribing(client, topic);
            // A device may end its subscriptions also when it has lost the right to them.
            case DELETE_DURABLE_QUEUE, DELETE_NON_DURABLE_QUEUE -> client instanceof Client.Device ? NONE : NEVER;
            default -> NEVER;
        };
    }

    /**
     * An address is made for a message as well as for a subscription. A subscription that is refused does not come so
     * far, unless the device has lost the right to it in between; only it may hold a wildcard.
     */
    private static boolean isSaying(CheckType action, String topic) {
        return action == CheckType.SEND
                || action == CheckType.CREATE_ADDRESS && !topic.contains("#") && !topic.contains("+");
    }

    private void tell(Client client, boolean saying, Refused refused, String topic, Origin origin) {
        meters.topic(saying);
        if (client instanceof Client.Device device) {
            accessLog.refused(
                    device.workspace(),
                    device.id(),
                    saying ? "publish" : "subscribe",
                    refused.reason(),
                    refused.detail(),
                    topic,
                    origin);
        }
    }

    private static Optional<X509Certificate> certificate(RemotingConnection connection) {
        var certificates = CertificateUtil.getCertsFromConnection(connection);
        return certificates == null || certificates.length == 0 ? Optional.empty() : Optional.of(certificates[0]);
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
