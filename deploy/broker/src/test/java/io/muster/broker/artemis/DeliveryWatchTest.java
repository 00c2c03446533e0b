package io.muster.broker.artemis;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

import io.muster.broker.session.Deliveries;
import io.muster.events.CommandsDelivered.Delivery;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryWatchTest {

    private static final String TOPIC = "ws_a/devices/dev_1/commands/reboot";
    private static final String COMMAND = "{\"commandId\":\"cmd_1\",\"command\":\"reboot\"}";

    private final Deliveries deliveries = new Deliveries(2, Clock.systemUTC());
    private final EmbeddedChannel channel = new EmbeddedChannel(new DeliveryWatch(deliveries));

    @Test
    void whatIsAcknowledgedIsNotedWhoseItWasAndOnce() {
        send(TOPIC, COMMAND, 7, MqttQoS.AT_LEAST_ONCE);
        assertThat(deliveries.take(10)).isEmpty();

        acknowledge(7);
        acknowledge(7);

        List<Delivery> noted = deliveries.take(10).get("ws_a");
        assertThat(noted).singleElement().satisfies(delivery -> {
            assertThat(delivery.device()).isEqualTo("dev_1");
            assertThat(delivery.commandId()).isEqualTo("cmd_1");
        });
    }

    @Test
    void whatNeedsNoAcknowledgementIsNotNoted() {
        send(TOPIC, COMMAND, 0, MqttQoS.AT_MOST_ONCE);
        acknowledge(1);

        assertThat(deliveries.take(10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "ws_a/devices/dev_1/shadow/delta|{\"commandId\":\"cmd_1\"}",
                "losant/dev_1/command|{\"commandId\":\"cmd_1\"}",
                TOPIC + "|{\"name\":\"reboot\"}",
                TOPIC + "|{\"commandId\":\"cmd_1",
                TOPIC + "|{}",
            })
    void whatIsNoCommandWithAnIdIsNotNoted(String topic, String payload) {
        send(topic, payload, 7, MqttQoS.AT_LEAST_ONCE);
        acknowledge(7);

        assertThat(deliveries.take(10)).isEmpty();
    }

    @Test
    void whatIsTooMuchIsForgotten() {
        for (int id = 1; id <= 3; id++) {
            send(TOPIC, COMMAND, id, MqttQoS.AT_LEAST_ONCE);
            acknowledge(id);
        }

        assertThat(deliveries.take(10).get("ws_a")).hasSize(2);
        assertThat(deliveries.take(10)).isEmpty();
    }

    private void send(String topic, String payload, int id, MqttQoS qos) {
        channel.writeOutbound(MqttMessageBuilders.publish()
                .topicName(topic)
                .qos(qos)
                .messageId(id)
                .payload(Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8))
                .build());
    }

    private void acknowledge(int id) {
        channel.writeInbound(MqttMessageBuilders.pubAck().packetId(id).build());
    }
}
