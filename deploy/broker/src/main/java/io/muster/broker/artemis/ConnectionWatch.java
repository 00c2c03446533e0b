package io.muster.broker.artemis;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.muster.broker.identity.Client;
import io.muster.broker.identity.Roster;
import io.muster.broker.session.Sessions;
import io.netty.channel.ChannelPipeline;
import org.apache.activemq.artemis.api.core.ActiveMQDisconnectedException;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.ActiveMQIllegalStateException;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTConnection;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTStateManager;
import org.apache.activemq.artemis.core.security.SecurityAuth;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerPlugin;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears from Artemis of every connection, session and subscription, and tells the {@link Sessions}. */
final class ConnectionWatch implements ActiveMQServerPlugin {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);

    private final Roster roster;
    private final ClientSecurity security;
    private final Sessions sessions;
    private final ServiceQueues serviceQueues;
    private final Executor closer;
    private final Doorway doorway;
    private final Consumer<Runnable> whenKnown;
    private final Map<Object, MqttGate> gates = new ConcurrentHashMap<>();
    private final Map<String, OpenSession> open = new ConcurrentHashMap<>();
    private volatile @Nullable ActiveMQServer server;
    private volatile boolean stopping;

    /** @param gate of its connection, which may be gone before the session is closed */
    private record OpenSession(ServerSession session, @Nullable MqttGate gate) {}

    /** @param whenKnown runs something when all nodes of the cluster know the subscriptions that this one has now */
    ConnectionWatch(
            Roster roster,
            ClientSecurity security,
            Sessions sessions,
            ServiceQueues serviceQueues,
            Executor closer,
            Doorway doorway,
            Consumer<Runnable> whenKnown) {
        this.roster = roster;
        this.security = security;
        this.sessions = sessions;
        this.serviceQueues = serviceQueues;
        this.closer = closer;
        this.doorway = doorway;
        this.whenKnown = whenKnown;
    }

    /** From now on a session that ends ends because the broker stops. */
    void stopping() {
        stopping = true;
    }

    /**
     * Closes the sessions whose connection is gone. Artemis opens a session on a connection that broke during its CONNECT
     * and never closes it: a ghost that keeps the messages that were given to it.
     */
    void closeGhosts() {
        open.values().stream()
                .map(OpenSession::session)
                .filter(session ->
                        !NettyLink.channel(session.getRemotingConnection()).isActive())
                .forEach(this::closeGhost);
    }

    private void closeGhost(ServerSession session) {
        try {
            session.getRemotingConnection().fail(new ActiveMQDisconnectedException("Connection is gone"));
            session.close(true);
        } catch (Exception e) {
            LOG.warn("Session not closed; it is tried again", e);
        }
    }

    @Override
    public void registered(ActiveMQServer registered) {
        server = registered;
    }

    @Override
    public void afterCreateConnection(RemotingConnection connection) {
        ChannelPipeline pipeline = NettyLink.channel(connection).pipeline();
        if (!Doorway.leadsToMqtt(pipeline)) {
            return;
        }
        MqttGate gate = doorway.build(
                pipeline,
                filter -> security.maySubscribe(connection, filter),
                () -> settled(connection.getID()),
                () -> forgetWill(connection));
        gates.put(connection.getID(), gate);
    }

    @Override
    public void afterDestroyConnection(RemotingConnection connection) {
        gates.remove(connection.getID());
    }

    @Override
    public void afterCreateSession(ServerSession session) {
        if (!(session.getRemotingConnection() instanceof MQTTConnection connection)) {
            return;
        }
        MqttGate gate = gates.get(connection.getID());
        open.put(session.getName(), new OpenSession(session, gate));
        if (gate == null) {
            return;
        }
        ClientPrincipal.client(connection.getSubject())
                .ifPresentOrElse(client -> admit(client, connection, gate), () -> {
                    // It has come with the password of the cluster, which is for nodes, and they do not speak MQTT.
                    closer.execute(() -> connection.fail(new ActiveMQDisconnectedException("No MQTT client")));
                });
    }

    private void admit(Client client, MQTTConnection connection, MqttGate gate) {
        gate.admitted();
        if (client instanceof Client.Device device) {
            LostSubscriptions.drop(Objects.requireNonNull(server), device, roster.rights(device));
            sessions.opened(connection.getID(), device, new NettyLink(connection, gate, closer));
        } else {
            doorway.releaseBrake(NettyLink.channel(connection).pipeline());
            LOG.info("Service connected client={}", client.clientId());
        }
    }

    @Override
    public void afterCloseSession(ServerSession session, boolean failed) {
        RemotingConnection connection = session.getRemotingConnection();
        OpenSession closed = open.remove(session.getName());
        if (connection != null) {
            sessions.closed(connection.getID(), cause(closed == null ? null : closed.gate(), failed));
        }
    }

    @Override
    public void afterCreateConsumer(ServerConsumer consumer) {
        sessions.subscribed(consumer.getConnectionID(), filter(consumer));
        MqttGate gate = gates.get(consumer.getConnectionID());
        // A resumed session gets its subscriptions back without a SUBSCRIBE that would be answered.
        if (gate != null && !gate.isSubscribing()) {
            settled(consumer.getConnectionID());
        }
    }

    @Override
    public void afterCloseConsumer(ServerConsumer consumer, boolean failed) {
        sessions.unsubscribed(consumer.getConnectionID(), filter(consumer));
    }

    @Override
    public void beforeDestroyQueue(
            Queue queue, SecurityAuth session, boolean checkConsumers, boolean removeConsumers, boolean autoDelete)
            throws ActiveMQException {
        if (serviceQueues.contains(queue.getName())) {
            throw new ActiveMQIllegalStateException("The queue of a service is kept: " + queue.getName());
        }
    }

    private void settled(Object connection) {
        whenKnown.accept(() -> sessions.settled(connection));
    }

    /** Artemis would publish it if the TCP connection breaks before it has read the farewell. */
    private void forgetWill(RemotingConnection connection) {
        try {
            ActiveMQServer known = server;
            if (known != null && sessions.isOpen(connection.getID())) {
                MQTTStateManager.getInstance(known)
                        .getSessionState(connection.getClientID())
                        .setWill(false);
            }
        } catch (Exception e) {
            LOG.warn("Will not forgotten client={}", connection.getClientID(), e);
        }
    }

    private static String filter(ServerConsumer consumer) {
        return consumer.getQueue().getAddress().toString();
    }

    private String cause(@Nullable MqttGate gate, boolean failed) {
        if (stopping) {
            return "broker-stopped";
        }
        // Its TCP connection may break before Artemis has read its farewell.
        if (gate != null && gate.saidGoodbye()) {
            return "closed-by-device";
        }
        return failed ? "connection-lost" : "taken-over";
    }
}
