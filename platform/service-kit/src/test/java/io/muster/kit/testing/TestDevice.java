package io.muster.kit.testing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceEvent.DeviceStatusChanged;
import io.muster.events.DeviceSnapshot;
import io.muster.kit.Ids;
import org.awaitility.Awaitility;

/**
 * A device with an MQTT 3.1.1 client of its own. It is registered and has a credential because the topics say so: the
 * services that would say it are not there in a component test.
 */
public final class TestDevice implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DeviceSnapshot snapshot;
    private final Mqtt3AsyncClient mqtt;
    private final Queue<Mqtt3Publish> received = new ConcurrentLinkedQueue<>();
    private final TestCredentials credentials;
    private long revision = 1;

    private TestDevice(DeviceSnapshot snapshot) {
        this.snapshot = snapshot;
        this.credentials = new TestCredentials(snapshot.workspace(), snapshot.id());
        String[] address =
                RealServers.value("MQTT_URL").replaceFirst("^\\w+://", "").split(":");
        this.mqtt = MqttClient.builder()
                .useMqttVersion3()
                .identifier(snapshot.id())
                .serverHost(address[0])
                .serverPort(Integer.parseInt(address[1]))
                .buildAsync();
    }

    /** An active device of this workspace; the service under test has heard of it. */
    public static TestDevice registered(String workspace) {
        Instant now = Clock.systemUTC().instant();
        String id = Ids.next("dev");
        TestDevice device = new TestDevice(new DeviceSnapshot(
                id,
                workspace,
                "sn-" + id.substring(4),
                "sensor",
                "Sensor",
                null,
                "active",
                true,
                Map.of(),
                List.of(),
                Map.of(),
                now,
                now));
        TestTopics.say(new DeviceRegistered(device.revision, device.snapshot));
        TestTopics.say(device.credentials.issued());
        Projections.await(id);
        return device;
    }

    /** The {@code id}. */
    public String id() {
        return snapshot.id();
    }

    /** The name the user gave it. */
    public String deviceId() {
        return snapshot.deviceId();
    }

    /** A token with which it may call over HTTP. */
    public String token() {
        return TestTokens.deviceToken(id(), credentials.token());
    }

    /** The same, but it ended an hour ago. */
    public String tokenThatIsOver() {
        return TestTokens.deviceToken(id(), credentials.token(), -60);
    }

    /** Its token is valid no longer; its secret is. */
    public void losesToken() {
        TestTopics.say(credentials.withoutToken());
    }

    /** Its token and its secret let it publish to these topics alone. */
    public void mayPublish(List<String> topics) {
        TestTopics.say(credentials.publishing(topics));
    }

    /** Its secret lets it subscribe to these topics alone. */
    public void mayHear(List<String> topics) {
        TestTopics.say(credentials.hearing(topics));
    }

    /** What it shows to the broker, without a workspace. */
    public String username() {
        return credentials.username();
    }

    /** What it shows with it. */
    public String secret() {
        return TestCredentials.SECRET;
    }

    /** Its token and its secret are valid no longer; a secret with this user name and verifier is. */
    public void getsSecret(String username, String verifier) {
        TestTopics.say(credentials.replacedBy(username, verifier));
    }

    /** The full topic below the device's prefix. */
    public String topic(String path) {
        return credentials.topic(path);
    }

    /** The full topic of a device that speaks Losant. */
    public String losant(String path) {
        return credentials.losant(path);
    }

    public TestDevice connect() {
        Admittance.await(() -> mqtt.connectWith()
                .cleanSession(true)
                .simpleAuth()
                .username(username())
                .password(TestCredentials.SECRET.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join());
        return this;
    }

    /** Subscribes below the device's prefix; what comes is in {@link #awaitMessage}. */
    public TestDevice subscribe(String path) {
        return subscribeTo(topic(path));
    }

    /** As {@link #subscribe}, to a topic of another dialect. */
    public TestDevice subscribeTo(String filter) {
        mqtt.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(received::add)
                .send()
                .join();
        return this;
    }

    /** Publishes with QoS 1 and returns when the broker has acknowledged it. */
    public void publish(String path, String payload) {
        publishTo(topic(path), payload);
    }

    /** As {@link #publish}, to a topic of another dialect. */
    public void publishTo(String topic, String payload) {
        mqtt.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send()
                .join();
    }

    /** The client, for what a well-behaved device would not do. */
    public Mqtt3AsyncClient client() {
        return mqtt;
    }

    /** Everything that has come so far, as text, in order. */
    public List<String> messages() {
        return received.stream()
                .map(message -> new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8))
                .toList();
    }

    /** Waits for the message with this place in the order, from 0, and returns its text. */
    public String awaitMessage(int index) {
        Awaitility.await().atMost(PATIENCE).until(() -> received.size() > index);
        return messages().get(index);
    }

    public void disconnect() {
        mqtt.disconnect().join();
    }

    /** The registry says that the device has this status now, and the service under test has heard it. */
    public void becomes(String status) {
        TestTopics.say(new DeviceStatusChanged(++revision, snapshot.status(), with(status)));
        Projections.await(id(), revision);
    }

    /** What the registry said after the registration comes once more. */
    public void isSaidAgainToBe(String status) {
        TestTopics.say(new DeviceStatusChanged(2, snapshot.status(), with(status)));
    }

    /** The registry says that the device is gone. */
    public void isDeleted(boolean purgeData) {
        TestTopics.say(new DeviceDeleted(++revision, purgeData, snapshot));
    }

    @Override
    public void close() {
        if (mqtt.getState().isConnected()) {
            disconnect();
        }
    }

    private DeviceSnapshot with(String status) {
        return new DeviceSnapshot(
                snapshot.id(),
                snapshot.workspace(),
                snapshot.deviceId(),
                snapshot.type(),
                snapshot.name(),
                null,
                status,
                true,
                Map.of(),
                List.of(),
                Map.of(),
                snapshot.createdAt(),
                snapshot.updatedAt());
    }
}
