package io.muster.broker;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import com.hivemq.client.mqtt.mqtt5.message.subscribe.suback.Mqtt5SubAckReasonCode;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.BROKER;
import static io.muster.broker.SharedBroker.PLATFORM;
import static io.muster.broker.SharedBroker.connected;
import static io.muster.broker.SharedBroker.withToken;
import static io.muster.broker.TestClients.awaitOn;
import static io.muster.broker.TestClients.awaitPutOut;
import static io.muster.broker.TestClients.body;
import static io.muster.broker.TestClients.publish;
import static io.muster.broker.TestClients.subscribe;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static io.muster.broker.TestPlatform.username;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What those who are in may say and hear. */
class RightsComponentTest {

    @Test
    void aForeignTopicEndsTheConnection() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);

        assertThatThrownBy(() -> publish(client, topic("dev_other", "telemetry/x"), "{}"))
                .isInstanceOf(Exception.class);

        awaitPutOut(client);
    }

    @Test
    void aForeignFilterIsNotGranted() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);

        for (String filter : new String[] {
            "#",
            topic("dev_other", "commands/#"),
            topic("+", "commands/#"),
            "$share/telemetry/+/devices/+/telemetry/#",
            "$share/x/" + topic(device, "commands/#"),
            topic(device, "commands/x") + "::somewhere"
        }) {
            assertThatThrownBy(() -> subscribe(client, filter)).as(filter).isInstanceOf(Mqtt3SubAckException.class);
        }
        assertThat(client.getState().isConnected()).isTrue();
        client.disconnect();
    }

    @Test
    void aDeviceHearsWhatOfItsOwnCouldNotBeStoredAndNothingOfOthers() throws Exception {
        Mqtt3BlockingClient telemetry = BROKER.client("telemetry-errors", "telemetry", "telemetry-password");
        telemetry.connect();
        String device = newDevice();
        Mqtt3BlockingClient client = withToken(device);
        client.connectWith().cleanSession(false).send();
        subscribe(client, topic(device, "errors"));
        for (String foreign :
                new String[] {topic("dev_other", "errors"), topic("+", "errors"), topic(device, "errors/#")}) {
            assertThatThrownBy(() -> subscribe(client, foreign)).as(foreign).isInstanceOf(Mqtt3SubAckException.class);
        }
        client.disconnect();

        try (var received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.connectWith().cleanSession(false).send();
            publish(telemetry, topic(device, "errors"), "{}");

            assertThat(body(awaitOn(received, topic(device, "errors")))).isEqualTo("{}");
        }
        client.disconnect();
        telemetry.disconnect();
    }

    @Test
    void aDeviceDoesNotTellItselfErrors() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);

        assertThatThrownBy(() -> publish(client, topic(device, "errors"), "{}")).isInstanceOf(Exception.class);

        awaitPutOut(client);
    }

    @Test
    void anMqtt5ClientIsToldOfEachFilterAndStays() {
        String device = newDevice();
        var client = BROKER.client5(device, username(device), PLATFORM.activeDeviceWithToken(device));
        client.connect();

        for (String filter : new String[] {"#", "$share/x/" + topic(device, "commands/#")}) {
            assertThatThrownBy(() -> client.subscribeWith().topicFilter(filter).send())
                    .as(filter)
                    .isInstanceOf(Mqtt5SubAckException.class);
        }
        assertThatThrownBy(() -> client.subscribeWith()
                        .addSubscription()
                        .topicFilter("#")
                        .applySubscription()
                        .addSubscription()
                        .topicFilter(topic(device, "commands/#"))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .applySubscription()
                        .send())
                .isInstanceOfSatisfying(Mqtt5SubAckException.class, refusal -> assertThat(
                                refusal.getMqttMessage().getReasonCodes())
                        .containsExactly(Mqtt5SubAckReasonCode.NOT_AUTHORIZED, Mqtt5SubAckReasonCode.GRANTED_QOS_1));

        assertThat(client.getState().isConnected()).isTrue();
        client.disconnect();
    }

    @Test
    void aServiceMayOnlyDoItsOwnWork() {
        Mqtt3BlockingClient command = BROKER.client("command-0", "command", "command-password");
        command.connectWith().cleanSession(false).send();

        assertThatThrownBy(() -> subscribe(command, "$share/telemetry/+/devices/+/telemetry/#"))
                .isInstanceOf(Mqtt3SubAckException.class);
        assertThatThrownBy(() -> subscribe(command, "+/devices/+/responses")).isInstanceOf(Mqtt3SubAckException.class);
        subscribe(command, "$share/command/+/devices/+/responses");

        assertThat(command.getState().isConnected()).isTrue();
        command.disconnect();
    }

    @Test
    void tooManyChannelsAndUnknownStatesAreRefused() {
        String device = newDevice();
        String password = PLATFORM.activeDeviceWithToken(device);
        var client = BROKER.client5(device, username(device), password);
        client.connect();
        for (int channel = 0; channel < 32; channel++) {
            client.publishWith()
                    .topic(topic(device, "telemetry/c" + channel))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
        }

        for (String rest : new String[] {"telemetry/one-more", "telemetry/a/b/c/d", "telemetry/a b", "status/tipsy"}) {
            assertThatThrownBy(() -> client.publishWith()
                            .topic(topic(device, rest))
                            .qos(MqttQos.AT_LEAST_ONCE)
                            .send())
                    .as(rest)
                    .hasMessageContaining("PUBACK");
        }
        assertThat(client.getState().isConnected()).isTrue();
        client.disconnect();
    }

    @Test
    void aPacketOverTheLimitEndsTheConnection() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);

        assertThatThrownBy(() -> publish(client, topic(device, "telemetry/x"), "x".repeat(140_000)))
                .isInstanceOf(Exception.class);

        awaitPutOut(client);
    }
}
