package io.muster.kit.mqtt;

import java.time.Instant;

import io.smallrye.reactive.messaging.mqtt.ReceivingMqttMessageMetadata;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** What a device said: not yet acknowledged to the broker, which will say it again until it is. */
public final class DeviceMessage {

    private static final Logger LOG = Logger.getLogger(DeviceMessage.class);

    private final String topic;
    private final byte[] payload;
    private final Instant receivedAt;
    private final ReceivingMqttMessageMetadata delivery;

    private DeviceMessage(Message<byte[]> message, Instant receivedAt) {
        this.delivery = message.getMetadata(ReceivingMqttMessageMetadata.class)
                .orElseThrow(() -> new IllegalArgumentException("Not a message of the MQTT connector"));
        this.topic = delivery.getTopic();
        this.payload = message.getPayload();
        this.receivedAt = receivedAt;
    }

    static DeviceMessage received(Message<byte[]> message, Instant at) {
        return new DeviceMessage(message, at);
    }

    public String topic() {
        return topic;
    }

    /** The bytes as they came; not to be changed. */
    public byte[] payload() {
        return payload;
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** The connection it came by may be gone; then the broker sends it again and the second storing changes nothing. */
    void acknowledge() {
        try {
            delivery.getMessage().ack();
        } catch (RuntimeException gone) {
            LOG.debugf("acknowledgement lost topic=%s reason=%s", topic, gone.toString());
        }
    }
}
