package io.muster.kit.mqtt;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.reactive.messaging.ClientCustomizer;
import io.smallrye.reactive.messaging.mqtt.session.MqttClientSessionOptions;
import org.eclipse.microprofile.config.Config;

/**
 * Takes the acknowledgement of incoming messages away from the MQTT client, which would give it before anybody has
 * looked at the message. {@link Intake} gives it after the commit.
 */
@ApplicationScoped
class ManualAcknowledgement implements ClientCustomizer<MqttClientSessionOptions> {

    @Override
    public MqttClientSessionOptions customize(String channel, Config config, MqttClientSessionOptions options) {
        options.setAutoAck(false);
        return options;
    }
}
