package io.muster.kit.mqtt;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

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

/**
 * Takes every incoming channel's session over for a moment when the service has started, subscribes in its name, and
 * lets the channel connect again. It does for the connector what the connector does not:
 *
 * <ul>
 *   <li>It connects seconds before its channels have a method to hand messages to; what the broker says in this time
 *       (all that had waited for the service) goes nowhere, and because nobody acknowledges it, is not said again on
 *       that connection. On the next one the broker says it all again.
 *   <li>It never subscribes in a session that the broker knows, also when that session's first connection ended before
 *       its subscription came: the channel would be deaf for ever.
 * </ul>
 */
@ApplicationScoped
class SecondConnection implements ClientCustomizer<MqttClientSessionOptions> {

    private static final Logger LOG = Logger.getLogger(SecondConnection.class);
    private static final int AT_LEAST_ONCE = 1;
    private static final long NEXT_TRY_MILLIS = 1_000;

    private record Session(MqttClientSessionOptions options, String topic) {}

    private final Vertx vertx;
    private final Queue<Session> incoming = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    SecondConnection(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public MqttClientSessionOptions customize(String channel, Config config, MqttClientSessionOptions options) {
        if (ConfigProvider.getConfig()
                .getOptionalValue("mp.messaging.incoming." + channel + ".connector", String.class)
                .isPresent()) {
            String topic = config.getOptionalValue("topic", String.class).orElse(channel);
            incoming.add(new Session(options, topic));
        }
        return options;
    }

    /** Comes after the messaging extension's own observer, which gives the channels their methods. */
    void endFirstConnections(@Observes StartupEvent started) {
        incoming.forEach(this::takeOver);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void takeOver(Session session) {
        MqttClientSessionOptions options = session.options();
        MqttClient successor = MqttClient.create(vertx, new MqttClientOptions(options));
        successor
                .connect(options.getPort(), options.getHostname())
                .compose(connected -> subscribe(successor, session.topic()))
                .eventually(() -> successor.isConnected() ? successor.disconnect() : Future.succeededFuture())
                .onFailure(failure -> tryAgain(session, failure));
    }

    private static Future<MqttSubAckMessage> subscribe(MqttClient client, String topic) {
        return Future.future(subscribed -> {
            client.subscribeCompletionHandler(subscribed::tryComplete);
            client.closeHandler(closed -> subscribed.tryFail("the connection was closed"));
            client.subscribe(topic, AT_LEAST_ONCE).onFailure(subscribed::tryFail);
        });
    }

    private void tryAgain(Session session, Throwable failure) {
        LOG.debugf(
                "session not taken over client=%s reason=%s", session.options().getClientId(), failure);
        if (!stopped) {
            vertx.setTimer(NEXT_TRY_MILLIS, timer -> takeOver(session));
        }
    }
}
