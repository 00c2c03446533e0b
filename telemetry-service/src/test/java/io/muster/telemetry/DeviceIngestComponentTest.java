package io.muster.telemetry;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

import io.muster.events.ShadowEvent.DesiredChanged;
import io.muster.events.ShadowEvent.ShadowConverged;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.Api.viewer;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** What devices send over HTTP, also in the dialect of small ones. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class DeviceIngestComponentTest {

    private static final String JSON = "application/json";

    private TestDevice device;

    @BeforeEach
    void register() {
        device = TestDevice.registered(Api.WORKSPACE);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "batch"})
    void aSmallDeviceSendsAnEnvelope(String endpoint) throws GeneralSecurityException {
        String data =
                "[{\"heart_rate\":61,\"timestamp\":" + (System.currentTimeMillis() - 1000) + "},{\"heart_rate\":62}]";
        String checksum = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(data.getBytes(StandardCharsets.UTF_8)));
        String body = "{\"device_id\":\"" + device.deviceId()
                + "\",\"sequence_number\":41,\"firmware\":\"1.0\",\"data\":" + data + ",\"checksum\":\"";

        dialect("data/" + endpoint, body + checksum + "\"}")
                .statusCode(200)
                .body("status", equalTo("acknowledged"))
                .body("sequence_ack", equalTo(41))
                .body("records_accepted", equalTo(2))
                .body("server_timestamp", endsWith("Z"));
        dialect("data/" + endpoint, body + "00\"}")
                .statusCode(400)
                .body("error", equalTo("Invalid request"))
                .body("details", equalTo("checksum is not the SHA-256 of data"));
        dialect("data/" + endpoint, body.replace("checksum", "sha256") + "00\"}")
                .statusCode(400)
                .body("details", equalTo("sha256 is not the SHA-256 of data"));
        dialect("data/" + endpoint, body.replace("checksum", "sha256") + checksum + "\"}")
                .statusCode(200);
        assertThat(number(
                        "select count(*) from telemetry where device = ? and channel = 'data'"
                                + " and jsonb_exists(value, 'heart_rate')",
                        device.id()))
                .isEqualTo(3);
    }

    @Test
    void anEnvelopeWithoutDataIsTheMeasurementItself() {
        dialect(
                        "data/stream",
                        "{\"device_id\":\"" + device.id() + "\",\"pulse\":60,\"timestamp\":\"" + Instant.now() + "\"}")
                .statusCode(200)
                .body("sequence_ack", nullValue());

        viewer().get("/devices/" + device.id() + "/telemetry/latest")
                .then()
                .body("data.data.values.pulse", equalTo(60));
    }

    @Test
    void aStatusIsAcknowledgedInTheDialectsForm() {
        String answer = dialect(
                        "device/status",
                        "{\"device_id\":\"" + device.id() + "\",\"batteryLevel\":50,\"sequence_number\":7}")
                .statusCode(200)
                .extract()
                .asString();

        assertThat(answer)
                .matches("\\{\"status\":\"acknowledged\",\"server_timestamp\":\"[^\"]{24}\",\"sequence_ack\":7,"
                        + "\"next_status_interval\":300,\"configuration_pending\":false}");
        viewer().get("/devices/" + device.id() + "/health").then().body("data.batteryLevel", equalTo(50));
        dialect("device/status", "{\"device_id\":\"nobody\"}")
                .statusCode(404)
                .body("error", equalTo("Device not found"));
        dialect("device/status", "{\"batteryLevel\":50}").statusCode(400);
    }

    @Test
    void aDeviceThatIsBehindItsShadowIsTold() {
        String body = "{\"device_id\":\"" + device.id() + "\",\"uptime\":1}";
        TestTopics.say(new DesiredChanged(1, Api.WORKSPACE, device.id(), true, Instant.now()));
        eventually().untilAsserted(() -> dialect("device/status", body).body("configuration_pending", equalTo(true)));
        // What is left to do of a named shadow is no configuration.
        TestTopics.say(new DesiredChanged(9, Api.WORKSPACE, device.id(), "kitchen", true, "ada", Instant.now()));
        TestTopics.say(new ShadowConverged(2, Api.WORKSPACE, device.id(), false, Instant.now()));
        eventually().untilAsserted(() -> dialect("device/status", body).body("configuration_pending", equalTo(false)));
    }

    @Test
    void aDeviceSpeaksForItselfUntilItsTokenIsRevoked() {
        try (TestDevice other = TestDevice.registered(Api.WORKSPACE)) {
            String token = device.token();
            speak(token, "/devices/" + device.id() + "/telemetry", "{\"a\":1}").statusCode(200);
            speak(token, "/devices/" + device.deviceId() + "/telemetry", "{\"a\":1}")
                    .statusCode(200);
            speak(token, "/api/v1/data/stream", "{\"a\":2}").statusCode(200);
            speak(token, "/api/v1/device/status", "{\"batteryLevel\":2}").statusCode(200);
            speak(token, "/devices/" + other.id() + "/telemetry", "{\"a\":1}").statusCode(403);
            RestAssured.given()
                    .auth()
                    .oauth2(token)
                    .get("/devices/" + device.id() + "/telemetry")
                    .then()
                    .statusCode(403);
            speak(token.substring(0, token.length() - 4) + "AAAA", "/api/v1/data/stream", "{\"a\":3}")
                    .statusCode(401);
            as(Api.WORKSPACE, "device")
                    .contentType(JSON)
                    .body("{\"a\":1}")
                    .post("/devices/" + device.id() + "/telemetry")
                    .then()
                    .statusCode(403);

            device.losesToken();

            eventually().untilAsserted(() -> speak(token, "/api/v1/data/stream", "{\"a\":4}")
                    .statusCode(401));
            assertThat(count("telemetry", other.id())).isZero();
        }
    }

    @Test
    void aDeviceNamesNoOtherInWhatItSends() {
        try (TestDevice other = TestDevice.registered(Api.WORKSPACE)) {
            String token = device.token();
            String escaped = String.format("\\u%04x", (int) device.id().charAt(0))
                    + device.id().substring(1);
            for (String own : new String[] {device.id(), device.deviceId(), escaped, ""}) {
                speak(token, "/api/v1/data/stream", "{\"device_id\":\"" + own + "\",\"data\":{\"a\":1}}")
                        .statusCode(200);
            }
            speak(token, "/api/v1/data/stream", "{\"device_id\":null,\"data\":{\"a\":1}}")
                    .statusCode(200);
            for (String path : new String[] {"data/stream", "data/batch", "device/status"}) {
                for (String another : new String[] {other.id(), other.deviceId(), "nobody"}) {
                    speak(token, "/api/v1/" + path, "{\"device_id\":\"" + another + "\",\"data\":{\"a\":1}}")
                            .statusCode(403);
                }
                speak(token, "/api/v1/" + path, "{\"device_id\":7,\"data\":{\"a\":1}}")
                        .statusCode(400);
            }
            dialect("data/stream", "{\"device_id\":\"" + escaped + "\",\"data\":{\"a\":1}}")
                    .statusCode(200);
            dialect("data/stream", "{\"device_id\":\"\\u0000\",\"data\":{\"a\":1}}")
                    .statusCode(400);

            assertThat(count("telemetry", device.id())).isEqualTo(6);
            assertThat(count("telemetry", other.id())).isZero();
        }
    }

    private static ValidatableResponse speak(String token, String path, String body) {
        return RestAssured.given()
                .auth()
                .oauth2(token)
                .contentType(JSON)
                .body(body)
                .post(path)
                .then();
    }

    private static ValidatableResponse dialect(String path, String body) {
        return as(Api.WORKSPACE, "operator")
                .contentType(JSON)
                .body(body)
                .post("/api/v1/" + path)
                .then();
    }
}
