package io.muster.broker.artemis;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.broker.access.AccessLog;
import io.muster.broker.identity.Authenticator;
import io.muster.broker.identity.Roster;
import io.muster.broker.session.Deliveries;
import io.muster.broker.session.Sessions;
import io.muster.events.rights.DeviceTopics;
import io.muster.events.rights.ServiceAccount;
import io.muster.events.rights.TopicRules;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.Queue;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** The MQTT server: Artemis, set up for devices. */
public final class MqttServer implements AutoCloseable {

    private static final long REAPING_MILLIS = 10_000;

    /** References that a queue has room for before it grows; Artemis' 8192 were half of what a device takes. */
    private static final int QUEUE_BUFFER = 256;

    /** What waits in memory gets a quarter of the heap: with half of it, a backlog ended the broker. */
    private static final int SHARE_OF_HEAP = 4;

    private final MqttServerSettings settings;
    private final MeterRegistry meters;
    private final ServiceQueues serviceQueues = new ServiceQueues();
    private final ExecutorService closer;
    private final ConnectionWatch watch;
    private final ActiveMQServer server;
    private final Backlog backlog;
    private final Optional<PeerKnowledge> peers;

    /** @param nodes hears of each other node of the cluster that says something, by its name */
    public MqttServer(
            MqttServerSettings settings,
            Authenticator authenticator,
            Roster roster,
            DeviceTopics topics,
            Sessions sessions,
            Deliveries deliveries,
            AccessLog accessLog,
            Consumer<String> nodes,
            MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
        this.closer = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "session-closer");
            thread.setDaemon(true);
            return thread;
        });
        ClientSecurity security = new ClientSecurity(
                authenticator,
                roster,
                new TopicChecks(authenticator, roster, new TopicRules(topics)),
                accessLog,
                new RefusalMeters(meters));
        this.backlog = new Backlog(settings.backlog());
        this.watch = new ConnectionWatch(
                roster,
                security,
                sessions,
                serviceQueues,
                closer,
                new Doorway(
                        settings.maxPacketBytes(),
                        settings.connectTime().toMillis(),
                        () -> new PublishBrake(
                                backlog::isHigh, settings.longestBrake().toMillis()),
                        () -> new DeliveryWatch(deliveries)),
                this::whenKnown);
        this.server = new KeepingServer(configuration(), security, serviceQueues);
        this.peers = settings.cluster()
                .map(cluster -> new PeerKnowledge(server, cluster, settings.name(), nodes, sessions::takenOver));
        server.registerBrokerPlugin(watch);
    }

    /**
     * Loads the journal and then lets clients in.
     *
     * @return the port of each listener: {@code mqtt}, {@code ws} and, with a key store, {@code mqtts}
     */
    public Map<String, Integer> start() throws Exception {
        server.start();
        new KeptSessions(server, serviceQueues).resume(settings.sessionExpiry());
        serviceQueues.create(server);
        QueueMeters queueMeters = new QueueMeters(meters);
        queueMeters.watch(server);
        queueMeters.watch(backlog);
        List<Queue> telemetry = ServiceQueues.of(ServiceAccount.TELEMETRY, server);
        if (peers.isPresent()) {
            peers.get().awaitPeers();
        }
        backlog.watch(() -> telemetry.stream().mapToLong(Queue::getMessageCount).sum(), server.getScheduledPool());
        return new MqttListeners(server, settings).open();
    }

    /** Lets the other nodes of the cluster know that this one is alive; to be called every now and then. */
    public void greetPeers() {
        peers.ifPresent(PeerKnowledge::ask);
    }

    /** Closes sessions that Artemis has forgotten to close; to be called every now and then. */
    public void closeGhosts() {
        watch.closeGhosts();
    }

    @Override
    public void close() throws Exception {
        watch.stopping();
        server.stop();
        closer.shutdown();
    }

    private void whenKnown(Runnable then) {
        peers.ifPresentOrElse(all -> all.whenKnown(then), then);
    }

    private Configuration configuration() {
        String data = settings.data().toString();
        Configuration configuration = new ConfigurationImpl()
                .setName(settings.name())
                .setPersistenceEnabled(true)
                .setMqttSubscriptionPersistenceEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDatasync(settings.sync())
                .setJournalDirectory(data + "/journal")
                .setBindingsDirectory(data + "/bindings")
                .setPagingDirectory(data + "/paging")
                .setLargeMessagesDirectory(data + "/large-messages")
                .setMaxDiskUsage(settings.maxDiskPercent())
                .setThreadPoolMaxSize(settings.workers() + settings.maxWaits())
                .setAddressQueueScanPeriod(REAPING_MILLIS)
                // Management costs time and memory for every topic.
                .setJMXManagementEnabled(false)
                .setMetricsConfiguration(ArtemisMeters.configuration(meters))
                .setSecurityEnabled(true)
                .setAuthenticationCacheSize(0)
                .setAuthorizationCacheSize(0)
                .setClusterPassword(UUID.randomUUID().toString())
                // Topics stand in rights and queues as MQTT writes them.
                .setWildCardConfiguration(MQTTUtil.MQTT_WILDCARD)
                .setGlobalMaxSize(queueMemoryBytes())
                .addAddressSetting("#", addressSettings());
        Set<Role> anyRole = new HashSet<>();
        anyRole.add(new Role("client", true, true, true, true, true, true, false, true, true, true, false, false));
        configuration.putSecurityRoles("#", anyRole);
        settings.cluster().ifPresent(cluster -> ClusterConnection.configure(cluster, settings.host(), configuration));
        return configuration;
    }

    /** Artemis counts about half of what messages really take, and pages that are read back come on top. */
    private long queueMemoryBytes() {
        return settings.queueMemoryBytes() > 0
                ? settings.queueMemoryBytes()
                : Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP;
    }

    private AddressSettings addressSettings() {
        return new AddressSettings()
                .setRedistributionDelay(settings.cluster()
                        .map(cluster -> cluster.redistributionDelay().toMillis())
                        .orElse(AddressSettings.DEFAULT_REDISTRIBUTION_DELAY))
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                // A message that a service could not take is tried for ever, not thrown away after ten times.
                .setMaxDeliveryAttempts(-1)
                .setInitialQueueBufferSize(QUEUE_BUFFER)
                // Each device has addresses and queues of its own.
                .setEnableMetrics(false)
                .setAutoCreateAddresses(true)
                .setAutoDeleteAddresses(true)
                .setAutoDeleteAddressesSkipUsageCheck(true)
                .setAutoDeleteAddressesDelay(settings.idleAddress().toMillis());
    }
}
