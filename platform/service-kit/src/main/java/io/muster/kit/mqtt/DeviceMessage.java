package io.muster.kit.mqtt;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.muster.kit.trace.Subject;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.smallrye.reactive.messaging.mqtt.ReceivingMqttMessageMetadata;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * What a device said: not yet acknowledged to the broker, which will say it again until it is, unless the device wanted
 * no acknowledgement.
 */
public final class DeviceMessage {

    private static final Logger LOG = Logger.getLogger(DeviceMessage.class);
    private static final Pattern LOSANT = Pattern.compile("losant/([^/]+)/.*");
    /** What a message takes in memory beside its topic and payload, in bytes; measured, and rounded up. */
    private static final int OBJECTS = 512;

    private final String topic;
    private final Instant receivedAt;
    private final int connection;
    private final ReceivingMqttMessageMetadata delivery;

    private DeviceMessage(Message<byte[]> message, Instant receivedAt, int connection) {
        this.delivery = message.getMetadata(ReceivingMqttMessageMetadata.class)
                .orElseThrow(() -> new IllegalArgumentException("Not a message of the MQTT connector"));
        this.topic = delivery.getTopic();
        this.receivedAt = receivedAt;
        this.connection = connection;
    }

    /** @param connection tells the channel's connections apart, one after the other */
    static DeviceMessage received(Message<byte[]> message, Instant at, int connection) {
        return new DeviceMessage(message, at, connection);
    }

    public String topic() {
        return topic;
    }

    /** A copy of the bytes as they came: a message that waits holds them once. */
    public byte[] payload() {
        return delivery.getMessage().payload().getDelegate().getBytes();
    }

    /** The bytes of the payload. */
    public int size() {
        return delivery.getMessage().payload().getDelegate().length();
    }

    /** Whose it is, as far as its topic tells: of the Losant dialect it names no workspace. */
    public Subject subject() {
        return DeviceTopic.parse(topic)
                .map(said -> Subject.of(said.workspace(), said.device()))
                .orElseGet(() -> {
                    Matcher losant = LOSANT.matcher(topic);
                    return losant.matches() ? Subject.of(null, losant.group(1)) : Subject.NONE;
                });
    }

    public Instant receivedAt() {
        return receivedAt;
    }

    /** The bytes that it takes in memory. */
    int cost() {
        return OBJECTS + topic.length() + size();
    }

    /** Whether the broker does not say it again. */
    boolean isSaidOnce() {
        return delivery.getQosLevel() == MqttQoS.AT_MOST_ONCE;
    }

    /** Whether the broker says it again by itself, because it came by an earlier connection. */
    boolean isSaidAgain(int currentConnection) {
        return connection != currentConnection && !isSaidOnce();
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
