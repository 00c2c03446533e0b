package io.muster.kit.mqtt;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSessionOptions;
import io.vertx.core.Vertx;
import io.vertx.mqtt.MqttClient;
import io.vertx.mqtt.MqttClientOptions;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Makes every incoming channel connect once more when the service has started. The connector connects seconds before
 * its channels have a method to hand messages to; what the broker says in this time (all that had waited for the
 * service) goes nowhere, and because nobody acknowledges it, is not said again on that connection. Taking the session
 * over for a moment ends the connection; on the next one the broker says it all again.
 */
@ApplicationScoped
class SecondConnection implements ClientCustomizer<MqttClientSessionOptions> {

    private static final Logger LOG = Logger.getLogger(SecondConnection.class);

    private final Vertx vertx;
    private final Queue<MqttClientSessionOptions> incoming = new ConcurrentLinkedQueue<>();

    SecondConnection(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public MqttClientSessionOptions customize(String channel, Config config, MqttClientSessionOptions options) {
        if (ConfigProvider.getConfig()
                .getOptionalValue("mp.messaging.incoming." + channel + ".connector", String.class)
                .isPresent()) {
            incoming.add(options);
        }
        return options;
    }

    /** Comes after the messaging extension's own observer, which gives the channels their methods. */
    void endFirstConnections(@Observes StartupEvent started) {
        incoming.forEach(this::takeOver);
    }

    /** If the broker cannot be reached, there is no first connection either. */
    private void takeOver(MqttClientSessionOptions options) {
        MqttClient successor = MqttClient.create(vertx, new MqttClientOptions(options));
        successor
                .connect(options.getPort(), options.getHostname())
                .compose(connected -> successor.disconnect())
                .onFailure(
                        away -> LOG.debugf("session not taken over client=%s reason=%s", options.getClientId(), away));
    }
}
