package io.muster.kit.mqtt;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSessionOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import io.vertx.mqtt.messages.MqttSubAckMessage;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does for the connector's incoming channels what the connector does not: it tells when one is connected and when no
 * longer, and it connects one anew by taking its session over for a moment. On a new connection the broker says again
 * what was not acknowledged on the one before. That is needed
 *
 * <ul>
 *   <li>when the service has started: the connector connects seconds before its channels have a method to hand messages
 *       to, and what the broker says in this time (all that had waited for the service) goes nowhere. It also never
 *       subscribes in a session that the broker knows, even if that session's first connection ended before its
 *       subscription came: the channel would be deaf for ever. So it is subscribed here, in its name;
 *   <li>when an {@link Intake} had no room for messages and has some again.
 * </ul>
 */
@ApplicationScoped
class Connections implements ClientCustomizer<MqttClientSessionOptions> {

    private static final Logger LOG = Logger.getLogger(Connections.class);
    private static final int AT_LEAST_ONCE = 1;
    private static final long NEXT_TRY_MILLIS = 1_000;

    /**
     * Hears of a channel's connections; must return at once.
     *
     * @param disconnected may come several times, also while there is no connection
     */
    record Listener(Runnable connected, Runnable disconnected) {}

    private record Session(MqttClientSessionOptions options, String topic) {}

    private final Vertx vertx;
    private final Map<String, Session> incoming = new ConcurrentHashMap<>();
    private final Map<String, Listener> listeners = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    Connections(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public MqttClientSessionOptions customize(String channel, Config config, MqttClientSessionOptions options) {
        if (ConfigProvider.getConfig()
                .getOptionalValue("mp.messaging.incoming." + channel + ".connector", String.class)
                .isPresent()) {
            String topic = config.getOptionalValue("topic", String.class).orElse(channel);
            options.setReconnectDelay(new WatchedDelay(
                    options.getReconnectDelay(),
                    new Listener(
                            () -> tell(channel, Listener::connected), () -> tell(channel, Listener::disconnected))));
            incoming.put(channel, new Session(options, topic));
        }
        return options;
    }

    /** Comes after the messaging extension's own observer, which gives the channels their methods. */
    void endFirstConnections(@Observes StartupEvent started) {
        incoming.values()
                .forEach(session -> takeOver(session, client -> subscribe(client, session.topic()), () -> true));
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    void follow(String channel, Listener listener) {
        listeners.put(channel, listener);
    }

    /** Ends the channel's connection, so that the connector makes a new one; tries again for as long as it is wanted. */
    void renew(String channel, BooleanSupplier wanted) {
        @Nullable Session session = incoming.get(channel);
        if (session != null) {
            takeOver(session, client -> Future.succeededFuture(), wanted);
        }
    }

    private void takeOver(Session session, Function<MqttClient, Future<?>> task, BooleanSupplier wanted) {
        if (stopped || !wanted.getAsBoolean()) {
            return;
        }
        MqttClientSessionOptions options = session.options();
        MqttClient successor = MqttClient.create(vertx, new MqttClientOptions(options));
        successor
                .connect(options.getPort(), options.getHostname())
                .compose(connected -> task.apply(successor))
                .eventually(() -> successor.isConnected() ? successor.disconnect() : Future.succeededFuture())
                .onFailure(failure -> {
                    LOG.debugf("session not taken over client=%s reason=%s", options.getClientId(), failure);
                    vertx.setTimer(NEXT_TRY_MILLIS, timer -> takeOver(session, task, wanted));
                });
    }

    private static Future<MqttSubAckMessage> subscribe(MqttClient client, String topic) {
        return Future.future(subscribed -> {
            client.subscribeCompletionHandler(subscribed::tryComplete);
            client.closeHandler(closed -> subscribed.tryFail("the connection was closed"));
            client.subscribe(topic, AT_LEAST_ONCE).onFailure(subscribed::tryFail);
        });
    }

    /** Whoever follows the channel by then. */
    private void tell(String channel, Function<Listener, Runnable> news) {
        @Nullable Listener listener = listeners.get(channel);
        if (listener != null) {
            news.apply(listener).run();
        }
    }
}
