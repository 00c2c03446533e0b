package io.muster.broker;

import java.nio.charset.StandardCharsets;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient.Mqtt3Publishes;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.BROKER;
import static io.muster.broker.SharedBroker.connected;
import static io.muster.broker.TestClients.awaitOn;
import static io.muster.broker.TestClients.body;
import static io.muster.broker.TestClients.next;
import static io.muster.broker.TestClients.publish;
import static io.muster.broker.TestClients.subscribe;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static org.assertj.core.api.Assertions.assertThat;

/** Which messages arrive. */
class DeliveryComponentTest {

    @Test
    void whatADeviceSaysBeforeItsServiceEverConnectedIsKept() throws Exception {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);
        String topic = topic(device, "telemetry/engine/temperature");
        publish(client, topic, "{\"value\":1}");

        // The only test that lets the telemetry service in on the shared broker.
        Mqtt3BlockingClient telemetry = BROKER.client("telemetry-0", "telemetry", "telemetry-password");
        telemetry.connectWith().cleanSession(false).send();
        try (Mqtt3Publishes received = telemetry.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(telemetry, "$share/telemetry/+/devices/+/telemetry/#");

            Mqtt3Publish message = awaitOn(received, topic);
            assertThat(body(message)).isEqualTo("{\"value\":1}");
        }
        telemetry.disconnect();
        client.disconnect();
    }

    @Test
    void aCommandReachesTheDevice() throws Exception {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);
        subscribe(client, topic(device, "commands/#"));
        Mqtt3BlockingClient command = BROKER.client("command-1", "command", "command-password");
        command.connect();
        try (Mqtt3Publishes received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            publish(command, topic(device, "commands/reboot"), "{}");

            assertThat(next(received)).isPresent();
        }
        command.disconnect();
        client.disconnect();
    }

    @Test
    void nothingIsRetained() throws Exception {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);
        Mqtt3BlockingClient command = BROKER.client("command-2", "command", "command-password");
        command.connect();
        command.publishWith()
                .topic(topic(device, "commands/reboot"))
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                // Without a body it would ask for the opposite: to forget what is retained.
                .payload("{}".getBytes(StandardCharsets.UTF_8))
                .send();

        try (Mqtt3Publishes received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(client, topic(device, "commands/#"));
            publish(command, topic(device, "commands/later"), "{}");

            assertThat(next(received))
                    .map(message -> message.getTopic().toString())
                    .hasValue(topic(device, "commands/later"));
        }
        command.disconnect();
        client.disconnect();
    }
}
