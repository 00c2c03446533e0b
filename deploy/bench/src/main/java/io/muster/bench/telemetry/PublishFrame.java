package io.muster.bench.telemetry;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;

/** A PUBLISH with QoS 1, encoded once: from one message to the next only the packet id changes. */
final class PublishFrame {

    private static final int ID_BYTES = 2;

    private final byte[] bytes;
    private final int idAt;

    PublishFrame(String topic, byte[] payload) {
        EmbeddedChannel encoder = new EmbeddedChannel(MqttEncoder.INSTANCE);
        encoder.writeOutbound(MqttMessageBuilders.publish()
                .topicName(topic)
                .qos(MqttQoS.AT_LEAST_ONCE)
                .messageId(1)
                .payload(Unpooled.wrappedBuffer(payload))
                .build());
        ByteBuf encoded = encoder.readOutbound();
        this.bytes = new byte[encoded.readableBytes()];
        encoded.readBytes(bytes);
        encoded.release();
        encoder.finishAndReleaseAll();
        this.idAt = bytes.length - payload.length - ID_BYTES;
    }

    int length() {
        return bytes.length;
    }

    /** Appends the message. */
    void writeTo(ByteBuf out, int packetId) {
        int start = out.writerIndex();
        out.writeBytes(bytes);
        out.setShort(start + idAt, packetId);
    }
}
