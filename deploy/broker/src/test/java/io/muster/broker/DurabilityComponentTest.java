package io.muster.broker;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient.Mqtt3Publishes;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.DeviceListening;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.BROKER;
import static io.muster.broker.SharedBroker.PLATFORM;
import static io.muster.broker.SharedBroker.withToken;
import static io.muster.broker.TestClients.body;
import static io.muster.broker.TestClients.next;
import static io.muster.broker.TestClients.publish;
import static io.muster.broker.TestClients.subscribe;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static io.muster.broker.TestPlatform.username;
import static org.assertj.core.api.Assertions.assertThat;

/** What is left after somebody was killed. */
class DurabilityComponentTest {

    private static final int MESSAGES = 300;

    @Test
    void aKilledBrokerKeepsWhatItAcknowledgedAndSaysWhoIsGone() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                BrokerProcess broker = BrokerProcess.start("broker-killed", platform)) {
            String device = newDevice();
            String password = platform.activeDeviceWithToken(device);
            Mqtt3BlockingClient client = broker.client(device, username(device), password);
            client.connect();
            DeviceConnected before = platform.awaitHeard(device, DeviceConnected.class);
            for (int message = 0; message < MESSAGES; message++) {
                publish(client, topic(device, "telemetry/x"), Integer.toString(message));
            }

            platform.stopJwks();
            broker.killAndRestart();

            DeviceDisconnected gone = platform.awaitHeard(device, DeviceDisconnected.class);
            assertThat(gone.session().reason()).isEqualTo("broker-restarted");
            assertThat(gone.session().number()).isEqualTo(before.session().number());
            assertThat(gone.revision()).isGreaterThan(before.revision());
            client.connect();
            platform.awaitHeard(
                    device,
                    DeviceConnected.class,
                    said -> said.session().number() > before.session().number());
            Mqtt3BlockingClient telemetry = broker.client("telemetry-0", "telemetry", "telemetry-password");
            assertThat(received(telemetry, MESSAGES)).hasSize(MESSAGES);
        }
    }

    @Test
    void aPersistentSessionOutlivesTheBroker() throws Exception {
        try (TestPlatform platform = new TestPlatform();
                BrokerProcess broker = BrokerProcess.start("broker-resumed", platform)) {
            String device = newDevice();
            Mqtt3BlockingClient client =
                    broker.client(device, username(device), platform.activeDeviceWithToken(device));
            client.connectWith().cleanSession(false).send();
            subscribe(client, topic(device, "commands/#"));
            subscribe(client, topic(device, "shadow/delta"));
            client.disconnect();
            Mqtt3BlockingClient command = broker.client("command-0", "command", "command-password");
            command.connect();
            publish(command, topic(device, "commands/reboot"), "kept");

            broker.killAndRestart();

            try (Mqtt3Publishes publishes = client.publishes(MqttGlobalPublishFilter.ALL)) {
                assertThat(client.connectWith().cleanSession(false).send().isSessionPresent())
                        .isTrue();
                assertThat(next(publishes).map(TestClients::body)).contains("kept");
            }
            assertThat(platform.awaitHeard(
                                    device,
                                    DeviceListening.class,
                                    said -> said.session().listening().size() == 2)
                            .session()
                            .listening())
                    .containsExactlyInAnyOrder(topic(device, "commands/#"), topic(device, "shadow/delta"));
        }
    }

    @Test
    void aServiceThatLeavesOrIsKilledWhileItSubscribesTakesNothingWithIt() throws Exception {
        try (TestBroker broker = TestBroker.start("broker-kept", PLATFORM, Map.of())) {
            String device = newDevice();
            String password = PLATFORM.activeDeviceWithToken(device);
            Mqtt3BlockingClient client = broker.client(device, username(device), password);
            client.connect();
            publish(client, topic(device, "status"), "up");
            Mqtt3BlockingClient forgetful = broker.client("telemetry-9", "telemetry", "telemetry-password");
            forgetful.connectWith().cleanSession(true).send();
            subscribe(forgetful, "$share/telemetry/+/devices/+/telemetry/#");
            forgetful
                    .unsubscribeWith()
                    .topicFilter("$share/telemetry/+/devices/+/telemetry/#")
                    .send();
            forgetful.disconnect();
            publish(client, topic(device, "telemetry/x"), "kept");

            for (int attempt = 0; attempt < 60; attempt++) {
                connectSubscribeAndVanish(broker.port("mqtt"), "telemetry-k" + attempt);
            }

            Mqtt3BlockingClient telemetry = broker.client("telemetry-0", "telemetry", "telemetry-password");
            assertThat(received(telemetry, 2)).containsExactlyInAnyOrder("up", "kept");
            client.disconnect();
        }
    }

    @Test
    void aStrangerWhoSubscribesUnderADevicesClientIdTakesNothingFromIt() throws Exception {
        String device = newDevice();
        String filter = topic(device, "commands/#");
        Mqtt3BlockingClient client = withToken(device);
        client.connectWith().cleanSession(false).send();
        subscribe(client, filter);
        client.disconnect();
        Mqtt3BlockingClient command = BROKER.client("command-3", "command", "command-password");
        command.connect();
        publish(command, topic(device, "commands/reboot"), "kept");
        command.disconnect();

        for (String name : List.of("telemetry", username(device))) {
            isRefusedAndSubscribes(device, name, filter);
        }

        try (Mqtt3Publishes publishes = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.connectWith().cleanSession(false).send();
            assertThat(next(publishes).map(TestClients::body)).contains("kept");
        }
        client.disconnect();
    }

    private static void isRefusedAndSubscribes(String clientId, String name, String filter) throws Exception {
        try (Socket stranger = new Socket("127.0.0.1", BROKER.port("mqtt"))) {
            // In one piece: what came after the refusal would reset the connection, and the answer be lost.
            OutputStream out = new BufferedOutputStream(stranger.getOutputStream());
            RawPackets.connect(out, clientId, name, "guess");
            RawPackets.subscribe(out, filter);
            out.flush();
            assertThat(stranger.getInputStream().readAllBytes()).isEqualTo(RawPackets.NOT_AUTHORIZED);
        }
    }

    private static Set<String> received(Mqtt3BlockingClient telemetry, int expected) throws InterruptedException {
        Set<String> bodies = new HashSet<>();
        telemetry.connectWith().cleanSession(false).send();
        try (Mqtt3Publishes publishes = telemetry.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(telemetry, "$share/telemetry/+/devices/+/telemetry/#");
            subscribe(telemetry, "$share/telemetry/+/devices/+/status/#");
            Optional<Mqtt3Publish> message = next(publishes);
            while (message.isPresent()) {
                bodies.add(body(message.get()));
                message = bodies.size() < expected ? next(publishes) : Optional.empty();
            }
        }
        telemetry.disconnect();
        return bodies;
    }

    private static void connectSubscribeAndVanish(int port, String clientId) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoLinger(true, 0);
            OutputStream out = socket.getOutputStream();
            RawPackets.connect(out, clientId, "telemetry", "telemetry-password");
            RawPackets.subscribe(out, "$share/telemetry/+/devices/+/telemetry/#");
            out.flush();
            // A stranger's death is not awaited: the reset follows the packets at once, or after the answer.
            if (clientId.hashCode() % 2 == 0) {
                assertThat(socket.getInputStream().read()).isNotEqualTo(-1);
            }
        }
    }
}
