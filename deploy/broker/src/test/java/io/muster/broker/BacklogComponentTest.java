package io.muster.broker;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient.Mqtt3Publishes;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.PLATFORM;
import static io.muster.broker.TestClients.body;
import static io.muster.broker.TestClients.next;
import static io.muster.broker.TestClients.publish;
import static io.muster.broker.TestClients.subscribe;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static io.muster.broker.TestPlatform.username;
import static org.assertj.core.api.Assertions.assertThat;

/** Much waits for a service that is away. */
class BacklogComponentTest {

    private static final int BACKLOG = 10;
    private static final int MESSAGES = 4 * BACKLOG;

    @Test
    void allThatSlowedDownDevicesSayIsAcknowledgedAndKeptInOrder() throws Exception {
        Map<String, String> little =
                Map.of("MUSTER_BROKER_BACKLOG", Integer.toString(BACKLOG), "MUSTER_BROKER_LONGEST_BRAKE_MS", "60");
        try (TestBroker broker = TestBroker.start("broker-slow", PLATFORM, little)) {
            String device = newDevice();
            Mqtt3BlockingClient client =
                    broker.client(device, username(device), PLATFORM.activeDeviceWithToken(device));
            client.connect();
            List<String> said =
                    IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toList();
            said.forEach(message -> publish(client, topic(device, "telemetry/x"), message));

            Mqtt3BlockingClient telemetry = broker.client("telemetry-0", "telemetry", "telemetry-password");
            telemetry.connectWith().cleanSession(false).send();
            List<String> heard = new ArrayList<>();
            try (Mqtt3Publishes received = telemetry.publishes(MqttGlobalPublishFilter.ALL)) {
                subscribe(telemetry, "$share/telemetry/+/devices/+/telemetry/#");
                while (heard.size() < MESSAGES) {
                    heard.add(body(next(received).orElseThrow()));
                }
            }

            assertThat(heard).containsExactlyElementsOf(said);
            telemetry.disconnect();
            client.disconnect();
        }
    }

    @Test
    void whatWaitsForAnotherServiceThanTelemetrySlowsNobodyDown() throws Exception {
        Map<String, String> longBrake =
                Map.of("MUSTER_BROKER_BACKLOG", Integer.toString(BACKLOG), "MUSTER_BROKER_LONGEST_BRAKE_MS", "60000");
        try (TestBroker broker = TestBroker.start("broker-unheard", PLATFORM, longBrake)) {
            String device = newDevice();
            Mqtt3BlockingClient client =
                    broker.client(device, username(device), PLATFORM.activeDeviceWithToken(device));
            client.connect();

            CompletableFuture<Void> said = CompletableFuture.runAsync(() -> IntStream.range(0, MESSAGES)
                    .forEach(message -> publish(client, topic(device, "responses"), Integer.toString(message))));

            assertThat(said).succeedsWithin(TestRun.PATIENCE);
            client.disconnect();
        }
    }
}
