package io.muster.bench.telemetry;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublishFrameTest {

    @Test
    void messagesDifferInNothingButTheirPacketId() {
        PublishFrame frame = new PublishFrame("ws/devices/d/telemetry/c", "{}".getBytes(StandardCharsets.UTF_8));
        ByteBuf out = Unpooled.buffer();
        frame.writeTo(out, 1);
        frame.writeTo(out, 65_535);

        EmbeddedChannel decoder = new EmbeddedChannel(new MqttDecoder());
        decoder.writeInbound(out);

        assertIs(decoder.readInbound(), 1);
        assertIs(decoder.readInbound(), 65_535);
    }

    private static void assertIs(MqttPublishMessage message, int packetId) {
        assertThat(message.fixedHeader().qosLevel()).isEqualTo(MqttQoS.AT_LEAST_ONCE);
        assertThat(message.variableHeader().topicName()).isEqualTo("ws/devices/d/telemetry/c");
        assertThat(message.variableHeader().packetId()).isEqualTo(packetId);
        assertThat(message.payload().toString(StandardCharsets.UTF_8)).isEqualTo("{}");
        message.release();
    }
}
