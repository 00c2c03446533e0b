package io.muster.systemtests;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.Topic;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.oneOf;

/** A device's whole life, room by room, through the gateway and the broker. */
class DeviceLifeSystemTest {

    @Test
    void aRegistrationIsAnsweredAndHeard() {
        String deviceId = "tracker_" + UUID.randomUUID();

        String id = FieldDevice.register(deviceId);

        assertThat(id).matches("dev_[0-9a-z]{13}");
        Rest.asAdmin()
                .get("/devices/" + deviceId)
                .then()
                .statusCode(200)
                .body("data.id", equalTo(id), "data.status", equalTo("inactive"));
        DeviceRegistered heard = Topics.await(Topic.DEVICE_LIFECYCLE, DeviceRegistered.class, id);
        assertThat(heard.device().deviceId()).isEqualTo(deviceId);
        Rest.asStranger().get("/devices/" + id).then().statusCode(404);
    }

    @Test
    void credentialsAreThereTheMomentTheDeviceIs() {
        JsonPath credentials = FieldDevice.commissioned().credentials();
        String workspace = RunningStack.STACK.value("WORKSPACE");
        String id = credentials.getString("data.clientId");

        assertThat(credentials.getString("data.username")).isEqualTo(workspace + "_" + id);
        assertThat(credentials.getString("data.password")).matches("[\\w-]+\\.[\\w-]+\\.[\\w-]+");
        assertThat(credentials.getMap("data")).containsKey("expiresAt").containsEntry("expiresAt", null);
        assertThat(credentials.getList("data.topics.subscribe", String.class))
                .contains(workspace + "/devices/" + id + "/commands/#");
        assertThat(credentials.getList("data.topics.publish", String.class))
                .contains(workspace + "/devices/" + id + "/telemetry/#", workspace + "/devices/" + id + "/status");
    }

    @Test
    void whatADeviceSaysIsStoredAndItIsSeenToBeThere() {
        FieldDevice device = FieldDevice.commissioned().connect();
        device.publish("telemetry/sensors", "{\"temperature\":23.5,\"humidity\":45.2}")
                .join();
        device.publish("telemetry/location", "{\"lat\":52.5,\"lng\":13.4}").join();

        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + device.id() + "/telemetry/latest")
                .then()
                .statusCode(200)
                .body("data", hasKey("sensors"), "data", hasKey("location")));
        Rest.asAdmin()
                .queryParam("channel", "sensors")
                .queryParam("from", "2020-01-01T00:00:00Z")
                .queryParam("to", "2100-01-01T00:00:00Z")
                .queryParam("limit", 10)
                .get("/devices/" + device.deviceId() + "/telemetry")
                .then()
                .statusCode(200)
                .body("data", hasSize(1), "data[0].values.temperature", equalTo(23.5f));
        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + device.id() + "/connection")
                .then()
                .statusCode(200)
                .body(
                        "data.connected", equalTo(true),
                        "data.ipAddress", equalTo("127.0.0.1"),
                        "data.protocol", equalTo("mqtt")));
        Rest.asStranger()
                .get("/devices/" + device.id() + "/telemetry/latest")
                .then()
                .statusCode(404);
        device.disconnect();
        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + device.id() + "/connection")
                .then()
                .body("data.connected", equalTo(false), "data.lastDisconnected", notNullValue()));
    }

    @Test
    void theBrokerRefusesWhatIsNotTheDevices() {
        FieldDevice device = FieldDevice.commissioned();
        FieldDevice other = FieldDevice.commissioned();
        String password = device.credentials().getString("data.password");

        assertThatThrownBy(() -> device.connect(FieldDevice.client(device.id()), password + "x")
                        .join())
                .hasCauseInstanceOf(Mqtt3ConnAckException.class);
        assertThatThrownBy(() ->
                        device.connect(FieldDevice.client(other.id()), password).join())
                .hasCauseInstanceOf(Mqtt3ConnAckException.class);

        device.connect();
        assertThatThrownBy(() -> device.mqtt()
                        .subscribeWith()
                        .topicFilter(other.topic("commands/#"))
                        .send()
                        .join())
                .isNotNull();
        device.disconnect();
        device.connect();
        assertThatThrownBy(() -> device.mqtt()
                        .publishWith()
                        .topic(other.topic("telemetry/sensors"))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload("{\"temperature\":1}".getBytes(StandardCharsets.UTF_8))
                        .send()
                        .orTimeout(10, TimeUnit.SECONDS)
                        .join())
                .isNotNull();
        Rest.asAdmin()
                .get("/devices/" + other.id() + "/telemetry/latest")
                .then()
                .statusCode(200)
                .body("data", not(hasKey("sensors")));
    }

    @Test
    void aGroupIsAskedAndEveryDeviceAnswersAlsoTheOneThatWasAway() {
        FieldDevice there = FieldDevice.commissioned().connect().obeyCommands();
        FieldDevice away = FieldDevice.commissioned();
        String group = Rest.asAdmin()
                .body(Map.of(
                        "name", "Trucks " + UUID.randomUUID(), "devices", List.of(there.deviceId(), away.deviceId())))
                .post("/device-groups")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("data.id");

        String batch = Rest.asAdmin()
                .body(Map.of("command", "reboot", "parameters", Map.of("delay", 60, "reason", "maintenance")))
                .post("/device-groups/" + group + "/commands")
                .then()
                .statusCode(202)
                .body("data.total", equalTo(2))
                .extract()
                .jsonPath()
                .getString("data.id");

        JsonPath command = there.awaitMessage("commands/reboot");
        assertThat(command.getInt("parameters.delay")).isEqualTo(60);
        awaitSucceeded(batch, 1);
        away.connect().obeyCommands();
        awaitSucceeded(batch, 2);
        Rest.asStranger().get("/commands/" + batch).then().statusCode(404);
        Rest.asStranger().get("/device-groups/" + group).then().statusCode(404);
        assertThat(there.messages("commands/reboot")).hasSize(1);
        assertThat(away.messages("commands/reboot")).hasSize(1);
        there.disconnect();
        away.disconnect();
    }

    @Test
    void aShadowSettlesWhenTheDeviceHasDoneWhatWasDesired() {
        FieldDevice device = FieldDevice.commissioned().connect().subscribe("shadow/delta");

        Rest.asAdmin()
                .body(Map.of("desired", Map.of("firmware", "1.4.0", "reportInterval", 300)))
                .patch("/devices/" + device.id() + "/shadow")
                .then()
                .statusCode(200);

        JsonPath delta = device.awaitMessage("shadow/delta");
        assertThat(delta.getString("state.firmware")).isEqualTo("1.4.0");
        device.publish("shadow/reported", "{\"firmware\":\"1.4.0\",\"reportInterval\":300}")
                .join();
        Awaitility.await().atMost(20, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + device.id() + "/shadow")
                .then()
                .statusCode(200)
                .body(
                        "data.reported.firmware", equalTo("1.4.0"),
                        "data.desired.firmware", equalTo("1.4.0"),
                        "data.delta", equalTo(Map.of())));
        device.disconnect();
    }

    @Test
    void aSuspendedDeviceIsSentAwayAndStaysAway() {
        FieldDevice device = FieldDevice.commissioned().connect();

        Rest.asAdmin()
                .body(Map.of("status", "suspended"))
                .patch("/devices/" + device.id() + "/status")
                .then()
                .statusCode(200);

        Awaitility.await("the session to be closed")
                .atMost(Duration.ofSeconds(20))
                .until(() -> !device.mqtt().getState().isConnected());
        String password = device.credentials().getString("data.password");
        assertThatThrownBy(() -> device.connect(device.mqtt(), password).join())
                .hasCauseInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void aPurgedDeviceIsGoneFromEveryService() {
        FieldDevice device =
                FieldDevice.commissioned().connect().subscribe("shadow/delta").obeyCommands();
        device.publish("telemetry/sensors", "{\"temperature\":23.5}").join();
        Rest.asAdmin()
                .body(Map.of("desired", Map.of("a", 1)))
                .patch("/devices/" + device.id() + "/shadow")
                .then()
                .statusCode(200);
        Rest.asAdmin()
                .body(Map.of("command", "config"))
                .post("/devices/" + device.id() + "/commands")
                .then()
                .statusCode(202);
        device.awaitMessage("commands/config");

        Rest.asAdmin()
                .queryParam("purgeData", true)
                .delete("/devices/" + device.id())
                .then()
                .statusCode(204);

        for (String path : List.of("", "/telemetry/latest", "/commands", "/shadow", "/credentials")) {
            Awaitility.await(path).atMost(30, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                    .get("/devices/" + device.id() + path)
                    .then()
                    .statusCode(404));
        }
        Awaitility.await("receipts").atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(
                        PurgedRows.of(device.id()))
                .as("rows left, by table")
                .isEmpty());
        Awaitility.await("receipts").atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(Rest.asAdmin()
                        .get("/devices/" + device.id() + "/purge")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("telemetry", "command", "shadow", "provisioning"));
    }

    private static void awaitSucceeded(String batch, int count) {
        Awaitility.await(count + " succeeded").atMost(60, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                .get("/commands/" + batch)
                .then()
                .statusCode(oneOf(200))
                .body("data.states.succeeded", equalTo(count)));
    }
}
