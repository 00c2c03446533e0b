package io.muster.provisioning;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.Topic;
import io.muster.kit.Ids;
import io.muster.kit.testing.Admittance;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Devices that have just come in by themselves, at the broker. There is no registry that could have heard of them. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class OnboardedSessionComponentTest {

    private final String name = "sn-" + Ids.next("x").substring(2);

    @Test
    void aSelfRegisteredDeviceSpeaksLosantAtOnce() throws Exception {
        admin(WORKSPACE).body(Map.of("serial", name)).post("/serials").then().statusCode(201);
        JsonPath registered = JsonPath.from(
                TestWire.post("/register", "{\"serial\":\"" + name + "\"}").body());
        String device = registered.getString("deviceId");

        Mqtt5BlockingClient mqtt = connected(device, registered.getString("key"), registered.getString("secret"));

        publish(mqtt, "losant/" + device + "/state");
        mqtt.subscribeWith().topicFilter("losant/" + device + "/command").send();
        assertThatThrownBy(() -> publish(mqtt, "losant/dev_0000000000000/state"))
                .hasMessageContaining("PUBACK");
        assertThatThrownBy(() -> publish(mqtt, WORKSPACE + "/devices/" + device + "/telemetry/a"))
                .hasMessageContaining("PUBACK");
        mqtt.disconnect();
        assertThat(TestTopics.await(Topic.DEVICE_CONNECTIVITY, DeviceConnected.class, event -> event.device()
                                .equals(device))
                        .workspace())
                .isEqualTo(WORKSPACE);
    }

    @Test
    void anEsp32ComesInWithItsDeviceTokenAtOnce() throws Exception {
        String token = admin(WORKSPACE)
                .body("{}")
                .post("/provisioning-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("data[0].token");
        String jwt = JsonPath.from(TestWire.post(
                                "/api/v1/device/register",
                                Esp32Door.BODY.formatted(name),
                                "Authorization",
                                "Bearer " + token)
                        .body())
                .getString("device_token");
        String device = JsonPath.from(
                        new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.UTF_8))
                .getString("sub");

        Mqtt5BlockingClient mqtt = connected(device, WORKSPACE + "_" + device, jwt);

        publish(mqtt, WORKSPACE + "/devices/" + device + "/telemetry/bcg");
        mqtt.disconnect();
    }

    private static void publish(Mqtt5BlockingClient mqtt, String topic) {
        mqtt.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload("{\"data\":{\"t\":1}}".getBytes(StandardCharsets.UTF_8))
                .send();
    }

    private static Mqtt5BlockingClient connected(String device, String username, String password) {
        URI broker = URI.create(RealServers.value("MQTT_URL"));
        Mqtt5BlockingClient mqtt = MqttClient.builder()
                .useMqttVersion5()
                .identifier(device)
                .serverHost(broker.getHost())
                .serverPort(broker.getPort())
                .simpleAuth()
                .username(username)
                .password(password.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
        Admittance.await(mqtt::connect);
        return mqtt;
    }
}
