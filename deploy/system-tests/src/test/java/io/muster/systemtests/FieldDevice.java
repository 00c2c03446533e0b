package io.muster.systemtests;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;

import static io.muster.systemtests.Commands.eventually;
import static org.hamcrest.Matchers.oneOf;

/** A device in the field: registered and provisioned over REST, then on its own with MQTT 3.1.1. */
final class FieldDevice {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String id;
    private final String deviceId;
    private final JsonPath credentials;
    private volatile Mqtt3AsyncClient mqtt;
    private final Queue<Mqtt3Publish> received = new ConcurrentLinkedQueue<>();

    private FieldDevice(String id, String deviceId, JsonPath credentials) {
        this.id = id;
        this.deviceId = deviceId;
        this.credentials = credentials;
        this.mqtt = client(credentials.getString("data.clientId"));
    }

    /** Registers a device of any name and provisions it at once, without a pause. */
    static FieldDevice commissioned() {
        String deviceId = "tracker_" + UUID.randomUUID();
        String id = register(deviceId);
        JsonPath credentials = Rest.asAdmin()
                .body(Map.of("authType", "token", "expiryDays", 0))
                .post("/devices/" + id + "/provision")
                .then()
                .statusCode(oneOf(200, 201))
                .extract()
                .jsonPath();
        return new FieldDevice(id, deviceId, credentials);
    }

    static String register(String deviceId) {
        return register(deviceId, Rest.asAdmin());
    }

    /** @param traceparent the trace of which the request is a part */
    static String register(String deviceId, String traceparent) {
        return register(deviceId, Rest.asAdmin().header("traceparent", traceparent));
    }

    private static String register(String deviceId, RequestSpecification admin) {
        return admin.body(Map.of(
                        "deviceId",
                        deviceId,
                        "type",
                        "gps_tracker",
                        "name",
                        "Fleet Tracker",
                        "description",
                        "Delivery truck tracker",
                        "info",
                        Map.of(
                                "manufacturer", "Acme IoT",
                                "model", "GPS-Pro-2000",
                                "firmware", "1.2.0",
                                "hardware", "v2"),
                        "tags",
                        List.of("fleet", "delivery"),
                        "metadata",
                        Map.of("vehicleId", "TRUCK-123", "region", "Northeast")))
                .post("/devices/register")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("data.id");
    }

    /** A client for the stack's broker that is not connected yet. */
    static Mqtt3AsyncClient client(String clientId) {
        return client(clientId, URI.create(RunningStack.STACK.value("MQTT_URL")));
    }

    private static Mqtt3AsyncClient client(String clientId, URI broker) {
        return MqttClient.builder()
                .useMqttVersion3()
                .identifier(clientId)
                .serverHost(broker.getHost())
                .serverPort(broker.getPort())
                .buildAsync();
    }

    /** Goes to this node of the broker with the next {@link #connect}; nobody says farewell to the one before. */
    FieldDevice at(BrokerNode node) {
        mqtt = client(credentials.getString("data.clientId"), node.url());
        return this;
    }

    String id() {
        return id;
    }

    String deviceId() {
        return deviceId;
    }

    JsonPath credentials() {
        return credentials;
    }

    Mqtt3AsyncClient mqtt() {
        return mqtt;
    }

    String topic(String path) {
        return RunningStack.STACK.value("WORKSPACE") + "/devices/" + id + "/" + path;
    }

    /** Tries again when it is refused: the broker may not have heard of a new device yet. */
    FieldDevice connect() {
        eventually().ignoreExceptionsInstanceOf(CompletionException.class).untilAsserted(() -> connect(
                        mqtt, credentials.getString("data.password"))
                .orTimeout(60, TimeUnit.SECONDS)
                .join());
        return this;
    }

    /** Tries to connect a client with this device's username. */
    CompletableFuture<?> connect(Mqtt3AsyncClient client, String password) {
        return client.connectWith()
                .cleanSession(true)
                .simpleAuth()
                .username(credentials.getString("data.username"))
                .password(password.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send();
    }

    FieldDevice subscribe(String path) {
        return subscribe(path, message -> {});
    }

    /** Subscribes and, beside keeping what comes, reacts to it. */
    FieldDevice subscribe(String path, Consumer<JsonPath> reaction) {
        mqtt.subscribeWith()
                .topicFilter(topic(path))
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message -> {
                    received.add(message);
                    reaction.accept(JsonPath.from(text(message)));
                })
                .send()
                .join();
        return this;
    }

    /** Answers every command with success. */
    FieldDevice obeyCommands() {
        return subscribe(
                "commands/#",
                command -> publish(
                        "responses",
                        "{\"commandId\":\"" + command.getString("commandId") + "\",\"status\":\"succeeded\"}"));
    }

    /** Completes when the broker has acknowledged the message. */
    CompletableFuture<?> publish(String path, String payload) {
        return mqtt.publishWith()
                .topic(topic(path))
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    /** What came on this path so far, in order. */
    List<JsonPath> messages(String path) {
        return received.stream()
                .filter(message -> message.getTopic().toString().equals(topic(path)))
                .map(message -> JsonPath.from(text(message)))
                .toList();
    }

    JsonPath awaitMessage(String path) {
        Awaitility.await("a message on " + path).atMost(PATIENCE).until(() -> !messages(path)
                .isEmpty());
        List<JsonPath> messages = messages(path);
        return messages.get(messages.size() - 1);
    }

    void forgetMessages() {
        received.clear();
    }

    void disconnect() {
        if (mqtt.getState().isConnected()) {
            mqtt.disconnect().join();
        }
    }

    private static String text(Mqtt3Publish message) {
        return new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
    }
}
