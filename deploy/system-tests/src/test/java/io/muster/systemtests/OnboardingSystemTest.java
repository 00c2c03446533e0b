package io.muster.systemtests;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

/** Every way in, from a factory-fresh device to its first reading over MQTT. */
class OnboardingSystemTest {

    private static final String WORKSPACE = RunningStack.STACK.value("WORKSPACE");
    private static final String READING = "{\"temperature\":23.5}";

    private final String name = "fresh_" + UUID.randomUUID();

    @Test
    void aDeviceThatWasGivenATokenIsHeard() {
        String id = FieldDevice.register(name);
        JsonPath given = provisioned(id, "token");

        try (DeviceLine line = DeviceLine.withPassword(
                given.getString("data.clientId"), given.getString("data.username"), given.getString("data.password"))) {
            line.publish(topic(id, "telemetry/sensors"), READING);
        }

        awaitHeard(id, "sensors");
    }

    @Test
    void aDeviceThatWasGivenACertificateIsHeard() {
        String id = FieldDevice.register(name);
        JsonPath given = provisioned(id, "certificate");

        try (DeviceLine line = DeviceLine.withCertificate(
                given.getString("data.clientId"),
                given.getString("data.certificate"),
                given.getString("data.privateKey"))) {
            line.publish(topic(id, "telemetry/sensors"), READING);
        }

        awaitHeard(id, "sensors");
    }

    @Test
    void aDeviceThatAsksAsInCumulocityIsAcceptedAndHeard() {
        String credentials = "/devicecontrol/deviceCredentials";
        String request = "/devicecontrol/newDeviceRequests/" + name;
        cumulocity("C8Y_")
                .body(Map.of("id", name))
                .post("/devicecontrol/newDeviceRequests")
                .then()
                .statusCode(201);
        cumulocity("C8Y_BOOTSTRAP_")
                .body(Map.of("id", name))
                .post(credentials)
                .then()
                .statusCode(404);
        cumulocity("C8Y_")
                .body(Map.of("status", "ACCEPTED"))
                .put(request)
                .then()
                .statusCode(200);

        JsonPath account = cumulocity("C8Y_BOOTSTRAP_")
                .body(Map.of("id", name))
                .post(credentials)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        cumulocity("C8Y_BOOTSTRAP_")
                .body(Map.of("id", name))
                .post(credentials)
                .then()
                .statusCode(404);
        String id = idOf(name);
        try (DeviceLine line = DeviceLine.withPassword(
                name,
                account.getString("tenantId") + "/" + account.getString("username"),
                account.getString("password"))) {
            line.publish(topic(id, "telemetry/sensors"), READING);
        }

        awaitHeard(id, "sensors");
    }

    @Test
    void aDeviceOfAnUploadedFileIsHeard() {
        String file = "ID;CREDENTIALS;TYPE;NAME;PATH\n%s;chosen by hand;truck;Truck 7;trucks/north\n".formatted(name);
        cumulocity("C8Y_")
                .contentType(ContentType.MULTIPART)
                .multiPart("file", "devices.csv", file.getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/devicecontrol/bulkNewDeviceRequests")
                .then()
                .statusCode(201)
                .body("numberOfCreated", equalTo(1));
        String id = idOf(name);

        try (DeviceLine line = DeviceLine.withPassword(name, WORKSPACE + "/device_" + name, "chosen by hand")) {
            line.publish(topic(id, "telemetry/sensors"), READING);
        }

        awaitHeard(id, "sensors");
    }

    @Test
    void aDeviceThatRegistersItselfAsInLosantIsHeardAndObeys() {
        Rest.asAdmin().body(Map.of("serial", name)).post("/serials").then().statusCode(201);
        JsonPath key = anybody()
                .body(Map.of("serial", name))
                .post("/register")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        String id = key.getString("deviceId");
        assertThat(idOf(name)).isEqualTo(id);

        try (DeviceLine line = DeviceLine.withPassword(id, key.getString("key"), key.getString("secret"))) {
            line.subscribe("losant/" + id + "/command");
            line.publish(
                    "losant/" + id + "/state",
                    "{\"time\":{\"$date\":\"2026-01-01T00:00:00.000Z\"},\"data\":" + READING + "}");
            awaitHeard(id, "state");
            String command = Rest.asAdmin()
                    .body(Map.of("command", "reboot", "parameters", Map.of("delay", 60)))
                    .post("/devices/" + id + "/commands")
                    .then()
                    .statusCode(202)
                    .extract()
                    .jsonPath()
                    .getString("data.id");

            JsonPath received = line.awaitMessage();

            assertThat(received.getString("name")).isEqualTo("reboot");
            assertThat(received.getInt("payload.delay")).isEqualTo(60);
            Awaitility.await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                    .get("/commands/" + command)
                    .then()
                    .statusCode(200)
                    .body("data.status", equalTo("succeeded")));
        }
    }

    @Test
    void anEsp32ThatShowsItsOneTimeTokenIsHeardOverMqttAndHttp() {
        String oneTime = Rest.asAdmin()
                .body(Map.of())
                .post("/provisioning-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("data[0].token");
        String token = anybody()
                .auth()
                .oauth2(oneTime)
                .body(esp32(name))
                .post("/api/v1/device/register")
                .then()
                .statusCode(200)
                .body("registration_status", equalTo("approved"))
                .extract()
                .path("device_token");
        String id = subject(token);
        assertThat(idOf(name)).isEqualTo(id);

        try (DeviceLine line = DeviceLine.withPassword(id, WORKSPACE + "_" + id, token)) {
            line.publish(topic(id, "telemetry/bcg"), READING);
        }
        anybody()
                .auth()
                .oauth2(token)
                .body(Map.of("device_id", name, "sequence_number", 1, "data", Map.of("heart_rate", 62)))
                .post("/api/v1/data/stream")
                .then()
                .statusCode(200)
                .body("records_accepted", equalTo(1));

        awaitHeard(id, "bcg");
        awaitHeard(id, "data");
    }

    private static JsonPath provisioned(String id, String authType) {
        return Rest.asAdmin()
                .body(Map.of("authType", authType, "expiryDays", 30))
                .post("/devices/" + id + "/provision")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    private static RequestSpecification anybody() {
        return given().baseUri(RunningStack.STACK.value("BASE_URL")).contentType(ContentType.JSON);
    }

    /** @param user as the stack's env file calls it */
    private static RequestSpecification cumulocity(String user) {
        return anybody()
                .accept(ContentType.JSON)
                .auth()
                .preemptive()
                .basic(
                        RunningStack.STACK.value("C8Y_TENANT") + "/" + RunningStack.STACK.value(user + "USER"),
                        RunningStack.STACK.value(user + "PASSWORD"));
    }

    private static Map<String, Object> esp32(String deviceId) {
        return Map.of(
                "device_info",
                Map.of(
                        "device_id", deviceId,
                        "mac_address", "AA:BB:CC:DD:EE:FF",
                        "firmware_version", "1.0.0",
                        "bcgmcu_serial", "BCG123456789",
                        "esp32c6_chip_id", "ESP32C6_ABCDEF"),
                "capabilities",
                Map.of(
                        "max_streaming_rate",
                        10,
                        "batch_memory_size",
                        1_048_576,
                        "supported_modes",
                        List.of("streaming", "batch", "hybrid"),
                        "calibration_support",
                        true));
    }

    private static String subject(String token) {
        return JsonPath.from(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8))
                .getString("sub");
    }

    private static String topic(String id, String path) {
        return WORKSPACE + "/devices/" + id + "/" + path;
    }

    /** The id that the registry has for a device that came in by itself. */
    private static String idOf(String deviceId) {
        return Awaitility.await("registration of " + deviceId)
                .atMost(60, TimeUnit.SECONDS)
                .until(
                        () -> Rest.asAdmin()
                                .get("/devices/" + deviceId)
                                .jsonPath()
                                .getString("data.id"),
                        id -> id != null);
    }

    private static void awaitHeard(String id, String channel) {
        Awaitility.await(channel).atMost(60, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + id + "/telemetry/latest")
                .then()
                .statusCode(200)
                .body("data", hasKey(channel)));
    }
}
