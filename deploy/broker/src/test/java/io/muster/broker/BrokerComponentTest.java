package io.muster.broker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient.Mqtt3Publishes;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.DeviceListening;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Who gets in, what they may say, and what is announced of them. */
class BrokerComponentTest {

    private static TestPlatform platform;
    private static TestBroker broker;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        broker = TestBroker.start("broker-a", Files.createTempDirectory("muster-broker"), platform, Map.of());
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
        platform.close();
    }

    @Test
    void aDeviceWithATokenComesInAndIsAnnounced() {
        String device = platform.newDevice();
        Mqtt3BlockingClient client = connected(device);

        DeviceConnected event = platform.awaitHeard(device, DeviceConnected.class, said -> true);

        assertThat(event.workspace()).isEqualTo(TestPlatform.WORKSPACE);
        assertThat(event.session().protocol()).isEqualTo("mqtt");
        assertThat(event.session().address()).isEqualTo("127.0.0.1");
        assertThat(event.session().broker()).isEqualTo("broker-a");
        client.disconnect();
        DeviceDisconnected end = platform.awaitHeard(device, DeviceDisconnected.class, said -> true);
        assertThat(end.session().number()).isEqualTo(event.session().number());
        assertThat(end.session().reason()).isEqualTo("closed-by-device");
        assertThat(end.revision()).isGreaterThan(event.revision());
    }

    @Test
    void aDeviceWithASecretComesIn() throws Exception {
        String device = platform.newDevice();
        platform.register(device, "active");
        platform.issue(device, platform.secret(device, "s3cret"));

        Mqtt3BlockingClient client = broker.client(device, platform.username(device), "s3cret");

        assertThat(client.connect().getReturnCode()).isEqualTo(Mqtt3ConnAckReturnCode.SUCCESS);
        client.disconnect();
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        String device = platform.newDevice();
        platform.register(device, "active");
        platform.issue(device, platform.secret(device, "s3cret"));

        assertRefused(device, platform.username(device), "guess");
    }

    @Test
    void whoSaysNoNameIsRefused() {
        assertThatThrownBy(() -> broker.client("somebody").buildBlocking().connect())
                .isInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void anotherDevicesClientIdIsRefused() {
        String device = platform.newDevice();
        String other = platform.newDevice();
        String password = platform.activeDeviceWithToken(device);
        platform.activeDeviceWithToken(other);

        assertRefused(other, platform.username(device), password);
        assertRefused(other, platform.username(other), password);
    }

    @Test
    void aDeviceThatWasProvisionedThisInstantWaitsForTheNews() throws Exception {
        String device = platform.newDevice();
        platform.register(device, "inactive");
        String credential = platform.newCredential();
        Mqtt3BlockingClient client = broker.client(device, platform.username(device), platform.jwt(device, credential));

        var connecting = client.toAsync().connect();
        platform.changeStatus(device, "active");
        platform.issue(device, platform.token(device, credential));

        assertThat(connecting.get(5, TimeUnit.SECONDS).getReturnCode()).isEqualTo(Mqtt3ConnAckReturnCode.SUCCESS);
        client.disconnect();
    }

    @Test
    void aSuspendedDeviceIsPutOutAndRefused() {
        String device = platform.newDevice();
        Mqtt3BlockingClient client = connected(device);
        platform.awaitHeard(device, DeviceConnected.class, said -> true);

        platform.changeStatus(device, "suspended");

        await().atMost(Duration.ofSeconds(2)).until(() -> !client.getState().isConnected());
        DeviceDisconnected event = platform.awaitHeard(device, DeviceDisconnected.class, said -> true);
        assertThat(event.session().reason()).isEqualTo("suspended");
        String credential = platform.newCredential();
        platform.issue(device, platform.token(device, credential));
        assertRefused(device, platform.username(device), platform.jwt(device, credential));
    }

    @Test
    void aRevokedCredentialEndsTheSession() {
        String device = platform.newDevice();
        Mqtt3BlockingClient client = connected(device);

        platform.revokeAll(device);

        await().atMost(Duration.ofSeconds(2)).until(() -> !client.getState().isConnected());
        assertThat(platform.awaitHeard(device, DeviceDisconnected.class, said -> true)
                        .session()
                        .reason())
                .isEqualTo("credential-revoked");
    }

    @Test
    void aCredentialThatExpiresEndsTheSession() {
        String device = platform.newDevice();
        platform.register(device, "active");
        String credential = platform.newCredential();
        platform.issue(
                device,
                platform.tokenUntil(device, credential, java.time.Instant.now().plusSeconds(3)));
        Mqtt3BlockingClient client = broker.client(device, platform.username(device), platform.jwt(device, credential));
        client.connect();

        assertThat(platform.awaitHeard(device, DeviceDisconnected.class, said -> true)
                        .session()
                        .reason())
                .isEqualTo("credential-expired");
    }

    @Test
    void aForeignTopicEndsTheConnection() {
        String device = platform.newDevice();
        Mqtt3BlockingClient client = connected(device);

        assertThatThrownBy(() -> publish(client, platform.topic("dev_other", "telemetry/x"), "{}"))
                .isInstanceOf(Exception.class);

        await().atMost(Duration.ofSeconds(2)).until(() -> !client.getState().isConnected());
    }

    @Test
    void aForeignFilterIsNotGranted() {
        String device = platform.newDevice();
        Mqtt3BlockingClient client = connected(device);

        for (String filter : new String[] {
            "#",
            platform.topic("dev_other", "commands/#"),
            platform.topic("+", "commands/#"),
            "$share/telemetry/+/devices/+/telemetry/#",
            "$share/x/" + platform.topic(device, "commands/#"),
            platform.topic(device, "commands/x") + "::somewhere"
        }) {
            assertThatThrownBy(() -> subscribe(client, filter)).as(filter).isInstanceOf(Mqtt3SubAckException.class);
        }
        assertThat(client.getState().isConnected()).isTrue();
        client.disconnect();
    }

    @Test
    void listeningIsAnnouncedAfterTheSubscriptionAndWhenItEnds() {
        String device = platform.newDevice();
        Mqtt3BlockingClient client = connected(device);
        String filter = platform.topic(device, "commands/#");

        subscribe(client, filter);

        DeviceListening event = platform.awaitHeard(device, DeviceListening.class, said -> true);
        assertThat(event.session().listening()).containsExactly(filter);
        client.unsubscribeWith().topicFilter(filter).send();
        platform.awaitHeard(device, DeviceListening.class, said -> said.session()
                .listening()
                .isEmpty());
        client.disconnect();
    }

    @Test
    void aResumedSessionListensWithoutSubscribing() {
        String device = platform.newDevice();
        String password = platform.activeDeviceWithToken(device);
        Mqtt3BlockingClient client = broker.client(device, platform.username(device), password);
        client.connectWith().cleanSession(false).send();
        subscribe(client, platform.topic(device, "commands/#"));
        DeviceListening first = platform.awaitHeard(device, DeviceListening.class, said -> true);
        client.disconnect();

        client.connectWith().cleanSession(false).send();

        DeviceListening event = platform.awaitHeard(
                device,
                DeviceListening.class,
                said -> said.session().number() > first.session().number());
        assertThat(event.session().listening()).containsExactly(platform.topic(device, "commands/#"));
        client.disconnect();
    }

    @Test
    void aSessionThatIsTakenOverEndsBeforeTheNewOneBegins() {
        String device = platform.newDevice();
        String password = platform.activeDeviceWithToken(device);
        broker.client(device, platform.username(device), password).connect();
        DeviceConnected first = platform.awaitHeard(device, DeviceConnected.class, said -> true);

        Mqtt3BlockingClient second = broker.client(device, platform.username(device), password);
        second.connect();

        DeviceDisconnected end = platform.awaitHeard(device, DeviceDisconnected.class, said -> true);
        assertThat(end.session().number()).isEqualTo(first.session().number());
        assertThat(end.session().reason()).isEqualTo("taken-over");
        DeviceConnected next = platform.awaitHeard(
                device,
                DeviceConnected.class,
                said -> said.session().number() > end.session().number());
        assertThat(next.revision()).isGreaterThan(end.revision());
        second.disconnect();
    }

    @Test
    void whatADeviceSaysBeforeItsServiceEverConnectedIsKept() throws Exception {
        String device = platform.newDevice();
        Mqtt3BlockingClient client = connected(device);
        String topic = platform.topic(device, "telemetry/engine/temperature");
        publish(client, topic, "{\"value\":1}");

        Mqtt3BlockingClient telemetry = broker.client("telemetry-0", "telemetry", "telemetry-password");
        telemetry.connectWith().cleanSession(false).send();
        try (Mqtt3Publishes received = telemetry.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(telemetry, "$share/telemetry/+/devices/+/telemetry/#");

            Mqtt3Publish message = awaitOn(received, topic);
            assertThat(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("{\"value\":1}");
        }
        telemetry.disconnect();
        client.disconnect();
    }

    @Test
    void aServiceMayOnlyDoItsOwnWork() {
        Mqtt3BlockingClient command = broker.client("command-0", "command", "command-password");
        command.connectWith().cleanSession(false).send();

        assertThatThrownBy(() -> subscribe(command, "$share/telemetry/+/devices/+/telemetry/#"))
                .isInstanceOf(Mqtt3SubAckException.class);
        assertThatThrownBy(() -> subscribe(command, "+/devices/+/responses")).isInstanceOf(Mqtt3SubAckException.class);
        subscribe(command, "$share/command/+/devices/+/responses");

        assertThat(command.getState().isConnected()).isTrue();
        command.disconnect();
    }

    @Test
    void aCommandReachesTheDevice() throws Exception {
        String device = platform.newDevice();
        Mqtt3BlockingClient client = connected(device);
        subscribe(client, platform.topic(device, "commands/#"));
        Mqtt3BlockingClient command = broker.client("command-1", "command", "command-password");
        command.connect();
        try (Mqtt3Publishes received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            publish(command, platform.topic(device, "commands/reboot"), "{}");

            assertThat(received.receive(3, TimeUnit.SECONDS)).isPresent();
        }
        command.disconnect();
        client.disconnect();
    }

    @Test
    void nothingIsRetained() throws Exception {
        String device = platform.newDevice();
        Mqtt3BlockingClient client = connected(device);
        Mqtt3BlockingClient command = broker.client("command-2", "command", "command-password");
        command.connect();
        command.publishWith()
                .topic(platform.topic(device, "commands/reboot"))
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .send();

        try (Mqtt3Publishes received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(client, platform.topic(device, "commands/#"));

            assertThat(received.receive(500, TimeUnit.MILLISECONDS)).isEmpty();
        }
        command.disconnect();
        client.disconnect();
    }

    @Test
    void tooManyChannelsAndUnknownStatesAreRefused() {
        String device = platform.newDevice();
        String password = platform.activeDeviceWithToken(device);
        var client = broker.client5(device, platform.username(device), password);
        client.connect();
        for (int channel = 0; channel < 32; channel++) {
            client.publishWith()
                    .topic(platform.topic(device, "telemetry/c" + channel))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .send();
        }

        for (String rest : new String[] {"telemetry/one-more", "telemetry/a/b/c/d", "telemetry/a b", "status/tipsy"}) {
            assertThatThrownBy(() -> client.publishWith()
                            .topic(platform.topic(device, rest))
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
        String device = platform.newDevice();
        Mqtt3BlockingClient client = connected(device);

        assertThatThrownBy(() -> publish(client, platform.topic(device, "telemetry/x"), "x".repeat(140_000)))
                .isInstanceOf(Exception.class);

        await().atMost(Duration.ofSeconds(2)).until(() -> !client.getState().isConnected());
    }

    @Test
    void aDeviceComesInOverAWebSocket() {
        String device = platform.newDevice();
        String password = platform.activeDeviceWithToken(device);
        Mqtt3BlockingClient client = broker.client(device)
                .serverPort(broker.port("ws"))
                .webSocketWithDefaultConfig()
                .simpleAuth()
                .username(platform.username(device))
                .password(password.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();

        client.connect();

        assertThat(platform.awaitHeard(device, DeviceConnected.class, said -> true)
                        .session()
                        .protocol())
                .isEqualTo("ws");
        client.disconnect();
    }

    private static Mqtt3BlockingClient connected(String device) {
        String password = platform.activeDeviceWithToken(device);
        Mqtt3BlockingClient client = broker.client(device, platform.username(device), password);
        client.connect();
        return client;
    }

    private static void assertRefused(String clientId, String username, String password) {
        assertThatThrownBy(() -> broker.client(clientId, username, password).connect())
                .isInstanceOfSatisfying(Mqtt3ConnAckException.class, refusal -> assertThat(
                                refusal.getMqttMessage().getReturnCode())
                        .isEqualTo(Mqtt3ConnAckReturnCode.NOT_AUTHORIZED));
    }

    private static void subscribe(Mqtt3BlockingClient client, String filter) {
        client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    private static void publish(Mqtt3BlockingClient client, String topic, String body) {
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(body.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private static Mqtt3Publish awaitOn(Mqtt3Publishes received, String topic) throws InterruptedException {
        Optional<Mqtt3Publish> message = received.receive(5, TimeUnit.SECONDS);
        while (message.isPresent() && !message.get().getTopic().toString().equals(topic)) {
            message = received.receive(5, TimeUnit.SECONDS);
        }
        return message.orElseThrow();
    }
}
