package io.muster.shadow;

import java.util.List;
import java.util.Map;

import io.muster.events.ShadowEvent;
import io.muster.events.ShadowEvent.DesiredChanged;
import io.muster.events.ShadowEvent.ShadowConverged;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.WORKSPACE;
import static io.muster.shadow.Callers.as;
import static io.muster.shadow.Callers.desire;
import static io.muster.shadow.Callers.read;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** ESP32 firmware that asks for its configuration over HTTP. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class Esp32ConfigComponentTest {

    private static final String PATH = "/api/v1/device/config";

    private TestDevice device;

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE);
    }

    @AfterEach
    void theDeviceGoes() {
        device.close();
    }

    @Test
    void theConfigurationIsWhatIsDesired() {
        desire(device.id(), Map.of("streaming_rate", 5)).then().statusCode(200);

        JsonPath own = known(device).get(PATH).jsonPath();

        assertThat(own.getMap("").keySet())
                .containsExactly(
                        "device_id", "config_version", "configuration_pending", "server_timestamp", "configuration");
        assertThat(own.getString("device_id")).isEqualTo(device.deviceId());
        assertThat(own.getInt("config_version")).isEqualTo(1);
        assertThat(own.getBoolean("configuration_pending")).isTrue();
        assertThat(own.getMap("configuration")).isEqualTo(Map.of("streaming_rate", 5));
        known(device).get(PATH + "/" + device.deviceId()).then().statusCode(200).body("config_version", equalTo(1));
    }

    @Test
    void whatIsAppliedIsReportedAndNothingIsPendingAnyMore() {
        desire(device.id(), Map.of("streaming_rate", 5)).then().statusCode(200);
        assertThat(said(DesiredChanged.class).pending()).isTrue();

        known(device)
                .body("{\"config_version\":1,\"configuration\":{\"streaming_rate\":5},\"chip\":\"esp32\"}")
                .put(PATH)
                .then()
                .statusCode(200)
                .body("status", equalTo("acknowledged"))
                .body("server_timestamp", notNullValue())
                .body("config_version", equalTo(1))
                .body("configuration_pending", equalTo(false));

        assertThat(said(ShadowConverged.class).pending()).isFalse();
        read(device.id())
                .then()
                .body("data.reported.streaming_rate", equalTo(5))
                .body("data.metadata.reported.streaming_rate.source", equalTo("device"));
    }

    @Test
    void aKeyThatIsRejectedIsPendingNoMore() {
        desire(device.id(), Map.of("streaming_rate", 5)).then().statusCode(200);

        known(device)
                .body("{\"rejected\":{\"streaming_rate\":\"too fast\"}}")
                .put(PATH)
                .then()
                .statusCode(200)
                .body("configuration_pending", equalTo(false));

        read(device.id()).then().body("data.rejected", equalTo(Map.of("streaming_rate", "too fast")));
    }

    @Test
    void aWrongRequestIsToldInTheFormOfTheDialect() {
        known(device).body("{}").put(PATH).then().statusCode(400).body("error", notNullValue());
        known(device)
                .body("{\"configuration\":{\"lastUpdated\":1}}")
                .put(PATH)
                .then()
                .statusCode(400)
                .body("error", notNullValue());
        as("operator").get(PATH).then().statusCode(400);
        given().get(PATH).then().statusCode(401);

        read(device.id()).then().body("data.version", equalTo(0));
    }

    @Test
    void aDeviceReadsAndWritesNoOther() {
        TestDevice other = TestDevice.registered(WORKSPACE);
        String body = "{\"device_id\":\"" + other.id() + "\",\"configuration\":{\"a\":1}}";

        known(device).get(PATH + "/" + other.id()).then().statusCode(403);
        known(device).get(PATH + "/no-such-device").then().statusCode(403);
        known(device).body(body).put(PATH).then().statusCode(403);
        as("viewer").get(PATH + "/" + device.id()).then().statusCode(403);

        read(other.id()).then().body("data.version", equalTo(0));
    }

    @Test
    void aDeviceThatMayNotReportOverMqttMayNotHere() {
        device.mayPublish(List.of(device.topic("status")));

        Awaitility.await()
                .atMost(20, SECONDS)
                .until(() -> calling(device)
                                .body("{\"configuration\":{\"a\":1}}")
                                .put(PATH)
                                .statusCode()
                        == 403);
        calling(device).get(PATH).then().statusCode(403);
    }

    private <E extends ShadowEvent> E said(Class<E> type) {
        return TestTopics.await(
                Topic.SHADOW_LIFECYCLE, type, event -> event.device().equals(device.id()));
    }

    /** The device, as soon as the service has heard of its token. */
    private static RequestSpecification known(TestDevice device) {
        Awaitility.await()
                .atMost(20, SECONDS)
                .until(() -> calling(device).get(PATH), (Response answer) -> answer.statusCode() == 200);
        return calling(device);
    }

    private static RequestSpecification calling(TestDevice device) {
        return given().auth().oauth2(device.token()).contentType(ContentType.JSON);
    }
}
