package io.muster.broker;

import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import io.muster.broker.access.AccessLog;
import io.muster.broker.access.Enforcement;
import io.muster.broker.artemis.MqttServer;
import io.muster.broker.http.ManagementServer;
import io.muster.broker.identity.Authenticator;
import io.muster.broker.identity.DeviceSecrets;
import io.muster.broker.identity.DeviceTokens;
import io.muster.broker.identity.Roster;
import io.muster.broker.identity.SigningKeys;
import io.muster.broker.identity.Waits;
import io.muster.broker.kafka.ConnectivityHistory;
import io.muster.broker.kafka.KafkaAccessAnnouncer;
import io.muster.broker.kafka.KafkaAnnouncer;
import io.muster.broker.kafka.KafkaDeliveryAnnouncer;
import io.muster.broker.kafka.PlatformFeed;
import io.muster.broker.session.Deliveries;
import io.muster.broker.session.LeftOpen;
import io.muster.broker.session.SessionNumbers;
import io.muster.broker.session.Sessions;
import io.muster.events.CredentialEvent;
import io.muster.events.rights.DeviceTopics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One broker: its parts, and the order in which they start and stop. */
final class Broker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Broker.class);
    private static final Duration KEYS_INTERVAL = Duration.ofSeconds(1);
    private static final long KEYS_RETRY_SECONDS = 5;
    private static final long REVIEW_MILLIS = 500;

    private final BrokerSettings settings;
    private final Clock clock = Clock.systemUTC();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Roster roster = new Roster(clock);
    private final DeviceTopics topics;
    private final SigningKeys keys;
    private final PlatformFeed feed;
    private final KafkaAnnouncer announcer;
    private final KafkaAccessAnnouncer accessAnnouncer;
    private final Optional<Cluster> cluster;
    private final ScheduledExecutorService chores = Executors.newScheduledThreadPool(2, task -> {
        Thread thread = new Thread(task, "chores");
        thread.setDaemon(true);
        return thread;
    });
    private @Nullable ManagementServer management;
    private @Nullable MqttServer mqtt;
    private @Nullable KafkaDeliveryAnnouncer deliveryAnnouncer;

    Broker(BrokerSettings settings) throws Exception {
        this.settings = settings;
        Files.createDirectories(settings.data());
        this.topics = new DeviceTopics(
                settings.limits().maxChannels(), settings.limits().states());
        this.keys = new SigningKeys(settings.jwksUrl(), settings.data().resolve("jwks.json"), KEYS_INTERVAL);
        this.feed = new PlatformFeed(settings.kafka(), roster);
        this.announcer = new KafkaAnnouncer(
                settings.kafka(), settings.name(), clock, settings.limits().keptPerDevice());
        this.accessAnnouncer = new KafkaAccessAnnouncer(
                settings.kafka(), settings.name(), clock, settings.limits().keptRefusals());
        this.cluster = settings.cluster()
                .map(nodes -> new Cluster(settings.kafka(), settings.name(), nodes, clock, announcer));
    }

    /**
     * Learns who exists, and only then lets clients in.
     *
     * @return the port of each listener by its name
     */
    Map<String, Integer> start() throws Exception {
        if (settings.listeners().healthPort() > 0) {
            management = new ManagementServer(
                    settings.listeners().host(), settings.listeners().healthPort(), meters::scrape);
        }
        scheduleKeys();
        CompletableFuture<ConnectivityHistory> reading = CompletableFuture.supplyAsync(this::readHistory, chores);
        feed.load();
        ConnectivityHistory history = reading.get();
        SessionNumbers numbers = new SessionNumbers(clock, history.highestNumber());
        LeftOpen.close(history.openSessions(settings.name()::equals), "broker-restarted", numbers, clock, announcer);
        Sessions sessions = new Sessions(settings.name(), clock, numbers, roster, announcer);
        cluster.ifPresent(nodes -> nodes.follow(sessions));
        DeviceMeters.watch(sessions, roster, meters);
        Enforcement enforcement = new Enforcement(settings.name(), sessions, numbers, accessAnnouncer);
        feed.start((device, said) -> {
            if (said instanceof CredentialEvent change) {
                enforcement.enforce(change);
            } else {
                sessions.review(device);
            }
            if (!roster.knows(device)) {
                topics.forget(device);
            }
        });
        AccessLog accessLog = new AccessLog(
                settings.name(),
                clock,
                numbers,
                accessAnnouncer,
                settings.limits().refusals());
        Deliveries deliveries = new Deliveries(settings.limits().keptDeliveries(), clock);
        deliveryAnnouncer = new KafkaDeliveryAnnouncer(
                settings.kafka(),
                settings.name(),
                clock,
                numbers,
                deliveries,
                settings.limits().deliveriesInterval());
        MqttServer server = new MqttServer(
                settings.mqtt(),
                authenticator(),
                roster,
                topics,
                sessions,
                deliveries,
                accessLog,
                node -> cluster.ifPresent(nodes -> nodes.heard(node)),
                meters);
        mqtt = server;
        Map<String, Integer> ports = server.start();
        repeat(sessions::reviewAll);
        repeat(server::closeGhosts);
        repeat(accessLog::flush);
        cluster.ifPresent(nodes -> {
            repeat(server::greetPeers);
            repeat(() -> nodes.closeSessionsOfLost(numbers));
        });
        if (management != null) {
            management.ready();
        }
        LOG.info("Broker ready name={} ports={} devices={}", settings.name(), ports, roster.size());
        return ports;
    }

    @Override
    public void close() throws Exception {
        chores.shutdownNow();
        if (mqtt != null) {
            mqtt.close();
        }
        feed.close();
        cluster.ifPresent(Cluster::close);
        announcer.close();
        accessAnnouncer.close();
        if (deliveryAnnouncer != null) {
            deliveryAnnouncer.close();
        }
        if (management != null) {
            management.close();
        }
        meters.close();
    }

    private ConnectivityHistory readHistory() {
        try {
            return cluster.isPresent() ? cluster.get().load() : ConnectivityHistory.read(settings.kafka());
        } catch (InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    private void repeat(Runnable chore) {
        Runnable guarded = () -> {
            try {
                chore.run();
            } catch (RuntimeException e) {
                LOG.warn("Chore failed; it is tried again", e);
            }
        };
        chores.scheduleWithFixedDelay(guarded, REVIEW_MILLIS, REVIEW_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void scheduleKeys() {
        chores.execute(() -> {
            long seconds = keys.refresh() ? settings.limits().keysInterval().toSeconds() : KEYS_RETRY_SECONDS;
            chores.schedule(this::scheduleKeys, seconds, TimeUnit.SECONDS);
        });
    }

    private Authenticator authenticator() {
        Limits limits = settings.limits();
        return new Authenticator(
                settings.servicePasswords(),
                roster,
                new DeviceTokens(keys, settings.tokenIssuer(), clock),
                new DeviceSecrets(settings.secretKey(), clock),
                new Waits(roster, limits.catchUpTime(), limits.maxCatchUps()),
                new Waits(roster, limits.catchUpTime(), limits.maxCatchUps()));
    }
}
