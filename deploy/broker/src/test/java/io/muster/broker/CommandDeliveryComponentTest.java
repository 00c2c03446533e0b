package io.muster.broker;

import java.util.Set;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient.Mqtt3Publishes;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.BROKER;
import static io.muster.broker.SharedBroker.NAME;
import static io.muster.broker.SharedBroker.PLATFORM;
import static io.muster.broker.SharedBroker.connected;
import static io.muster.broker.TestClients.next;
import static io.muster.broker.TestClients.publish;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static org.assertj.core.api.Assertions.assertThat;

/** Which commands the platform hears to have been acknowledged. */
class CommandDeliveryComponentTest {

    private final String device = newDevice();
    private final Mqtt3BlockingClient client = connected(device);
    private final Mqtt3BlockingClient service = BROKER.client("command-" + device, "command", "command-password");

    @BeforeEach
    void theServiceConnects() {
        service.connect();
    }

    @AfterEach
    void allLeave() {
        service.disconnect();
        client.disconnect();
    }

    @Test
    void whatTheDevicesClientHasAcknowledgedIsTold() throws Exception {
        listen("commands/#", MqttQos.AT_LEAST_ONCE);

        order("reboot", "cmd_1" + device);
        order("config", "cmd_2" + device);

        assertThat(PLATFORM.awaitDelivered(NAME, "cmd_2" + device))
                .contains(device + " cmd_1" + device, device + " cmd_2" + device);
    }

    @Test
    void whatIsNotAcknowledgedIsNotTold() throws Exception {
        try (Mqtt3Publishes received = client.publishes(MqttGlobalPublishFilter.ALL, true)) {
            listen("commands/#", MqttQos.AT_LEAST_ONCE);
            order("reboot", "cmd_silent" + device);
            order("reboot", "cmd_loud" + device);
            Mqtt3Publish silent = next(received).orElseThrow();
            next(received).orElseThrow();
            // What is told of another device would not be told before what this one had acknowledged earlier.
            String other = newDevice();
            Mqtt3BlockingClient otherClient = connected(other);
            otherClient
                    .subscribeWith()
                    .topicFilter(topic(other, "commands/#"))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
            publish(service, topic(other, "commands/reboot"), command("cmd_other" + device));

            assertThat(PLATFORM.awaitDelivered(NAME, "cmd_other" + device)).noneMatch(told -> told.startsWith(device));

            silent.acknowledge();
            assertThat(PLATFORM.awaitDelivered(NAME, "cmd_silent" + device)).contains(device + " cmd_silent" + device);
            otherClient.disconnect();
        }
    }

    @Test
    void ofWhatNeedsNoAcknowledgementNothingIsTold() throws Exception {
        listen("commands/fast", MqttQos.AT_MOST_ONCE);
        listen("commands/sure", MqttQos.AT_LEAST_ONCE);
        try (Mqtt3Publishes received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            order("fast", "cmd_fast" + device);
            assertThat(next(received)).isPresent();
        }

        order("sure", "cmd_sure" + device);

        Set<String> told = PLATFORM.awaitDelivered(NAME, "cmd_sure" + device);
        assertThat(told).noneMatch(one -> one.contains("cmd_fast"));
    }

    private void listen(String path, MqttQos qos) {
        client.subscribeWith().topicFilter(topic(device, path)).qos(qos).send();
    }

    private void order(String command, String id) {
        publish(service, topic(device, "commands/" + command), command(id));
    }

    private static String command(String id) {
        return "{\"commandId\":\"" + id + "\",\"command\":\"reboot\"}";
    }
}
