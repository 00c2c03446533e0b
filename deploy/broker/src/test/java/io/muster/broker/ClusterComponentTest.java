package io.muster.broker;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.exceptions.ConnectionFailedException;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient.Mqtt3Publishes;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.DeviceListening;
import io.muster.events.ConnectivityEvent.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.muster.broker.TestClients.awaitPutOut;
import static io.muster.broker.TestClients.body;
import static io.muster.broker.TestClients.next;
import static io.muster.broker.TestClients.publish;
import static io.muster.broker.TestClients.subscribe;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static io.muster.broker.TestPlatform.username;
import static org.assertj.core.api.Assertions.assertThat;

/** Two nodes are one broker: for devices, for services and in what they say of both. */
class ClusterComponentTest {

    private static final int MESSAGES = 200;

    private static TestPlatform platform;
    private static TestCluster<TestBroker> cluster;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        cluster = TestCluster.start("node", platform);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
        platform.close();
    }

    @Test
    void aDeviceHearsWhatIsSaidOnTheOtherNodeFromTheMomentItIsSaidToListen() throws Exception {
        Mqtt3BlockingClient command = cluster.second().client("command-0", "command", "command-password");
        command.connect();
        for (int round = 0; round < 20; round++) {
            String device = newDevice();
            Mqtt3BlockingClient client = connected(cluster.first(), device);
            try (Mqtt3Publishes publishes = client.publishes(MqttGlobalPublishFilter.ALL)) {
                subscribe(client, topic(device, "commands/#"));
                platform.awaitHeard(device, DeviceListening.class);
                publish(command, topic(device, "commands/reboot"), "now");

                assertThat(next(publishes).map(TestClients::body)).contains("now");
            }
            client.disconnect();
        }
        command.disconnect();
    }

    @Test
    void consumersOfOneAccountOnBothNodesShareWhatDevicesSay() throws Exception {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(cluster.first(), device);
        Mqtt3BlockingClient one = cluster.first().client("telemetry-0", "telemetry", "telemetry-password");
        Mqtt3BlockingClient other = cluster.second().client("telemetry-1", "telemetry", "telemetry-password");
        try (Mqtt3Publishes ofOne = consuming(one);
                Mqtt3Publishes ofOther = consuming(other)) {
            awaitBothAreFed(client, device, ofOne, ofOther);
            for (int message = 0; message < MESSAGES; message++) {
                publish(client, topic(device, "telemetry/x"), Integer.toString(message));
            }

            Set<String> received = new HashSet<>();
            int shareOfOne = take(ofOne, MESSAGES / 2, received);
            int shareOfOther = take(ofOther, MESSAGES / 2, received);

            assertThat(shareOfOne).isPositive();
            assertThat(shareOfOther).isPositive();
            assertThat(received).hasSize(MESSAGES);
        }
        List.of(client, one, other).forEach(Mqtt3BlockingClient::disconnect);
    }

    @Test
    void whatWaitsOnANodeWithoutConsumersMovesToTheOther() throws Exception {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(cluster.first(), device);
        publish(client, topic(device, "responses"), "moved");
        Mqtt3BlockingClient command = cluster.second().client("command-1", "command", "command-password");
        command.connect();
        try (Mqtt3Publishes publishes = command.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(command, "$share/command/+/devices/+/responses");

            assertThat(next(publishes).map(TestClients::body)).contains("moved");
        }
        List.of(client, command).forEach(Mqtt3BlockingClient::disconnect);
    }

    @Test
    void aDeviceThatComesToTheOtherNodeIsPutOutOfTheFirstAndStaysThere() {
        String device = newDevice();
        String password = platform.activeDeviceWithToken(device);
        Mqtt3BlockingClient before = cluster.first().client(device, username(device), password);
        before.connect();
        DeviceConnected first = platform.awaitHeard(device, DeviceConnected.class);

        Mqtt3BlockingClient after = cluster.second().client(device, username(device), password);
        after.connect();
        subscribe(after, topic(device, "commands/#"));

        awaitPutOut(before);
        DeviceDisconnected end = platform.awaitHeard(device, DeviceDisconnected.class);
        assertThat(end.session().number()).isEqualTo(first.session().number());
        DeviceConnected second = platform.awaitHeard(
                device, DeviceConnected.class, said -> said.session().broker().equals(cluster.nameOfSecond()));
        assertThat(second.session().number()).isGreaterThan(first.session().number());
        // Whatever was said last of the first session, the last word is the second's.
        platform.awaitLast(
                device,
                said -> said instanceof DeviceListening listening
                        && listening.session().number() == second.session().number()
                        && listening.revision() > end.revision());
        assertThat(after.getState().isConnected()).isTrue();
        after.disconnect();
    }

    @Test
    void aSessionThatAnotherNodeHoldsForOverIsSaidToLastAfterAll() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(cluster.first(), device);
        DeviceConnected said = platform.awaitHeard(device, DeviceConnected.class);

        platform.publish(new DeviceDisconnected(said.revision() + 1, said.workspace(), device, said.session()));

        platform.awaitLast(
                device,
                last -> last instanceof DeviceListening listening
                        && listening.session().number() == said.session().number()
                        && listening.revision() > said.revision() + 1);
        assertThat(client.getState().isConnected()).isTrue();
        client.disconnect();
    }

    @Test
    void aHigherSessionOfTheDeviceElsewhereEndsTheOneHereThoughNodesDoNotReachEachOther() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(cluster.first(), device);
        Session here = platform.awaitHeard(device, DeviceConnected.class).session();
        Session elsewhere = new Session(
                here.number() + 1,
                "node-out-of-reach",
                "mqtt",
                "127.0.0.1",
                here.credential(),
                here.connectedAt(),
                null,
                List.of(),
                null);

        platform.publish(new DeviceConnected(elsewhere.number() + 1, TestPlatform.WORKSPACE, device, elsewhere));

        awaitPutOut(client);
        assertThat(platform.awaitHeard(device, DeviceDisconnected.class)
                        .session()
                        .reason())
                .isEqualTo("taken-over");
    }

    @Test
    void aRevocationEndsTheSessionOnWhateverNode() {
        for (TestBroker node : List.of(cluster.first(), cluster.second())) {
            String device = newDevice();
            Mqtt3BlockingClient client = connected(node, device);

            platform.revokeAll(device);

            awaitPutOut(client);
            assertThat(platform.awaitHeard(device, DeviceDisconnected.class)
                            .session()
                            .reason())
                    .isEqualTo("credential-revoked");
        }
    }

    @Test
    void whoComesOverMqttWithThePasswordOfTheClusterIsPutOut() {
        Mqtt3BlockingClient stranger = cluster.first().client("anybody", "muster-cluster", TestCluster.PASSWORD);

        try {
            stranger.connect();
        } catch (ConnectionFailedException | ConnectionClosedException closedMeanwhile) {
            // It may be closed before the answer has come.
        }

        awaitPutOut(stranger);
    }

    private static Mqtt3BlockingClient connected(TestBroker node, String device) {
        Mqtt3BlockingClient client = node.client(device, username(device), platform.activeDeviceWithToken(device));
        client.connect();
        return client;
    }

    private static Mqtt3Publishes consuming(Mqtt3BlockingClient telemetry) {
        telemetry.connectWith().cleanSession(true).send();
        Mqtt3Publishes publishes = telemetry.publishes(MqttGlobalPublishFilter.ALL);
        subscribe(telemetry, "$share/telemetry/+/devices/+/telemetry/#");
        return publishes;
    }

    /** A node hears of another's consumers a moment after they have come. */
    private static void awaitBothAreFed(
            Mqtt3BlockingClient client, String device, Mqtt3Publishes one, Mqtt3Publishes other)
            throws InterruptedException {
        Set<Mqtt3Publishes> fed = new HashSet<>();
        for (int attempt = 0; attempt < MESSAGES && fed.size() < 2; attempt++) {
            publish(client, topic(device, "telemetry/x"), "begin");
            for (Mqtt3Publishes share : List.of(one, other)) {
                if (share.receive(100, TimeUnit.MILLISECONDS).isPresent()) {
                    fed.add(share);
                }
            }
        }
        assertThat(fed).hasSize(2);
    }

    private static int take(Mqtt3Publishes share, int expected, Set<String> received) throws InterruptedException {
        int taken = 0;
        while (taken < expected) {
            Optional<Mqtt3Publish> message = next(share);
            if (message.isEmpty()) {
                return taken;
            }
            if (!body(message.get()).equals("begin")) {
                received.add(body(message.get()));
                taken++;
            }
        }
        return taken;
    }
}
