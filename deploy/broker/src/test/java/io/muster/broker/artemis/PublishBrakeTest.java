package io.muster.broker.artemis;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttQoS;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PublishBrakeTest {

    private static final long LONGEST = 1_000;

    private final AtomicBoolean busy = new AtomicBoolean(true);
    private final PublishBrake brake = new PublishBrake(busy::get, LONGEST);
    private final EmbeddedChannel channel = new EmbeddedChannel(brake);

    @Test
    void whoPublishesWhileMuchWaitsIsNotReadUntilLessDoes() {
        receive(publish());
        assertThat(isRead()).isFalse();

        pass(LONGEST / 2);
        assertThat(isRead()).isFalse();

        busy.set(false);
        pass(LONGEST / 10);
        assertThat(isRead()).isTrue();
    }

    @Test
    void nobodyIsHeldForLongerThanTheLongestTime() {
        receive(publish());

        pass(LONGEST);

        assertThat(isRead()).isTrue();
    }

    @Test
    void itHoldsAgainWhoGoesOnPublishing() {
        receive(publish());
        pass(LONGEST);

        receive(publish());

        assertThat(isRead()).isFalse();
    }

    @Test
    void nothingThatHasBeenReadIsKeptBack() {
        receive(publish());
        receive(publish());

        assertThat(channel.<MqttMessage>readInbound()).isNotNull();
        assertThat(channel.<MqttMessage>readInbound()).isNotNull();
    }

    @Test
    void whoDoesNotPublishIsRead() {
        receive(MqttMessage.PINGREQ);

        assertThat(isRead()).isTrue();
    }

    @Test
    void whoPublishesWhileLittleWaitsIsRead() {
        busy.set(false);

        receive(publish());

        assertThat(isRead()).isTrue();
    }

    @Test
    void whoLosesTheBrakeIsRead() {
        receive(publish());

        channel.pipeline().remove(brake);

        assertThat(isRead()).isTrue();
    }

    private void receive(MqttMessage message) {
        channel.writeInbound(message);
    }

    private void pass(long millis) {
        for (long passed = 0; passed < millis; passed++) {
            channel.advanceTimeBy(1, TimeUnit.MILLISECONDS);
            channel.runScheduledPendingTasks();
        }
    }

    private boolean isRead() {
        return channel.config().isAutoRead();
    }

    private static MqttMessage publish() {
        return MqttMessageBuilders.publish()
                .topicName("acme/devices/dev_1/telemetry/sensors")
                .qos(MqttQoS.AT_LEAST_ONCE)
                .messageId(1)
                .payload(Unpooled.EMPTY_BUFFER)
                .build();
    }
}
