package io.muster.provisioning;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.DeviceOnboarded;
import io.muster.events.Topic;
import io.muster.kit.Ids;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.muster.provisioning.Esp32Door.BODY;
import static io.muster.provisioning.Esp32Door.REGISTER;
import static io.muster.provisioning.Esp32Door.register;
import static io.muster.provisioning.TestFleet.OTHER_WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static io.muster.provisioning.TestFleet.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Devices that come in with a one-time token, at the wire. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class Esp32ComponentTest {

    private static final String INVALID =
            "{\"error\":\"Invalid provisioning token\",\"details\":\"Token expired or not recognized\"}";

    private final String workspace = Ids.next("ws");
    private final String deviceId = "BCGMCU_" + Ids.next("x").substring(2);

    @Test
    void theAnswerIsTheSeedsToTheLetter() throws Exception {
        HttpResponse<String> answer = register(token(), deviceId);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        String jwt = JsonPath.from(answer.body()).getString("device_token");
        assertThat(answer.body())
                .isEqualTo("{\"registration_status\":\"approved\",\"device_token\":\"" + jwt + "\","
                        + "\"server_endpoints\":{\"status\":\"/api/v1/device/status\","
                        + "\"data_stream\":\"/api/v1/data/stream\",\"batch_upload\":\"/api/v1/data/batch\","
                        + "\"config\":\"/api/v1/device/config\"},\"default_configuration\":{"
                        + "\"streaming_mode\":\"realtime\",\"streaming_rate\":1,\"batch_interval\":3600,"
                        + "\"status_interval\":300}}");
        assertThat(jwt).hasSizeLessThanOrEqualTo(240);
        JsonPath claims =
                JsonPath.from(new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.UTF_8));
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(86_400);
    }

    @Test
    void theDeviceIsAnnouncedWithAllThatItSays() throws Exception {
        String token = token("{\"type\":\"bcg\",\"group\":\"Hospital_A/ICU_01\"}");

        register(token, deviceId);

        DeviceOnboarded said = onboarded();
        assertThat(said.workspace()).isEqualTo(workspace);
        assertThat(said.type()).isEqualTo("bcg");
        assertThat(said.groups()).containsExactly("Hospital_A/ICU_01");
        assertThat(said.info())
                .isEqualTo(Map.of("hardware", "Rev A", "firmware", "1.0.0", "serialNumber", "BCG123456789"));
        assertThat(said.metadata())
                .containsEntry("macAddress", "AA:BB:CC:DD:EE:FF")
                .containsEntry("chipId", "ESP32C6_ABCDEF")
                .containsEntry("location", Map.of("facility_id", "Hospital_A", "room", "ICU_01", "bed", "Bed_03"))
                .containsEntry(
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
        Credential listed = TestTopics.await(Topic.DEVICE_CREDENTIALS, CredentialEvent.class, event -> event.device()
                        .equals(said.device()))
                .credentials()
                .get(0);
        assertThat(listed.kind()).isEqualTo(Kind.TOKEN);
        assertThat(listed.topics().publish()).contains(workspace + "/devices/" + said.device() + "/telemetry/#");
    }

    @Test
    void theTokenIsLookedAtBeforeTheBodyAndNoReasonIsTold() throws Exception {
        String used = token();
        register(used, deviceId);

        for (String shown : List.of("", "nonsense", used)) {
            HttpResponse<String> answer = TestWire.post(REGISTER, "not json", "Authorization", "Bearer " + shown);
            assertThat(answer.statusCode()).as(shown).isEqualTo(401);
            assertThat(answer.body()).as(shown).isEqualTo(INVALID);
        }
        assertThat(TestWire.post(REGISTER, BODY.formatted(deviceId)).body()).isEqualTo(INVALID);
        assertThat(register(token("{\"deviceId\":\"another\"}"), deviceId).body())
                .isEqualTo(INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\"device_id\": \"%s\",` | `` | `Missing required field: device_id`",
                "`\"firmware_version\": \"1.0.0\",` | `` | `Missing required field: firmware_version`",
                "`, \"esp32c6_chip_id\": \"ESP32C6_ABCDEF\"` | `` | `Missing required field: esp32c6_chip_id`",
                "`AA:BB:CC:DD:EE:FF` | `AABBCCDDEEFF` | `Invalid field: mac_address must look like AA:BB:CC:DD:EE:FF`",
                "`\"max_streaming_rate\": 10` | `\"max_streaming_rate\": 11` | `Invalid field: max_streaming_rate must be from 1 to 10`",
                "`\"max_streaming_rate\": 10` | `\"max_streaming_rate\": 0` | `Invalid field: max_streaming_rate must be from 1 to 10`",
                "`\"max_streaming_rate\": 10` | `\"max_streaming_rate\": \"5\"` | `Invalid field: max_streaming_rate must be an integer`",
                "`\"batch_memory_size\": 1048576` | `\"batch_memory_size\": 1.5` | `Invalid field: batch_memory_size must be an integer`",
                "`\"hybrid\"]` | `\"turbo\"]` | `Invalid field: supported_modes must be a list of some of streaming, batch, hybrid`",
                "`\"hybrid\"]` | `null]` | `Invalid field: supported_modes must be a list of some of streaming, batch, hybrid`",
                "`\"firmware_version\": \"1.0.0\"` | `\"firmware_version\": \"1\\n0\"` | `Invalid field: firmware_version holds characters that cannot be stored`",
                "`\"calibration_support\": true` | `\"calibration_support\": \"yes\"` | `Invalid field: calibration_support must be true or false`",
                "`\"capabilities\"` | `\"abilities\"` | `Missing required field: capabilities`",
                "`\"bed\": \"Bed_03\"` | `\"bed\": 3` | `Invalid field: bed must be a string`",
                "`{\"device_info\"` | `[{\"device_info\"` | `Body is not valid JSON`"
            })
    void aWrongFieldIsNamedAndTheTokenStaysGood(String sent, String instead, String details) throws Exception {
        String token = token();

        HttpResponse<String> answer = TestWire.post(
                REGISTER, BODY.replace(sent, instead).formatted(deviceId), "Authorization", "Bearer " + token);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Invalid request format\",\"details\":\"" + details + "\"}");
        assertThat(register(token, deviceId).statusCode()).isEqualTo(200);
    }

    @Test
    void ofTwoAtOnceWithOneTokenOneWins() {
        String token = token();

        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 8)
                .mapToObj(number -> TestWire.posting(
                        REGISTER, BODY.formatted(deviceId + number % 2), "Authorization", "Bearer " + token))
                .toList();

        assertThat(all.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
                .containsOnlyOnce(200)
                .containsOnly(200, 401);
    }

    @Test
    void aDeviceThatIsInAlreadyIsToldSoAndTheTokenStaysGood() throws Exception {
        register(token(), deviceId);
        String second = token();

        HttpResponse<String> answer = register(second, deviceId);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .isEqualTo("{\"error\":\"Device already registered\",\"device_id\":\"" + deviceId + "\"}");
        assertThat(register(second, deviceId + "_2").statusCode()).isEqualTo(200);
    }

    @Test
    void twoDevicesOfOneNameAtOnceAreOneDevice() {
        List<String> tokens = List.of(token(), token(), token(), token());

        List<Integer> answers = tokens.stream()
                .map(token -> TestWire.posting(REGISTER, BODY.formatted(deviceId), "Authorization", "Bearer " + token))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::statusCode)
                .toList();

        assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(TestTopics.about(Topic.DEVICE_ONBOARDING, onboarded().device()))
                .hasSize(1);
    }

    @Test
    void aWorkspaceMayWantToSayYesItself() throws Exception {
        settings("{\"approval\":true,\"defaultConfiguration\":{\"streaming_rate\":5}}")
                .statusCode(200);
        JsonPath made = made("{}");
        String token = made.getString("data[0].token");
        String id = made.getString("data[0].id");

        HttpResponse<String> waits = register(token, deviceId);

        assertThat(waits.statusCode()).isEqualTo(202);
        assertThat(waits.body()).isEqualTo("{\"registration_status\":\"pending\"}");
        assertThat(register(token, deviceId + "_2").body()).isEqualTo(INVALID);
        as(workspace, "operator")
                .post("/provisioning-tokens/" + id + "/approve")
                .then()
                .statusCode(403);
        admin(OTHER_WORKSPACE)
                .post("/provisioning-tokens/" + id + "/approve")
                .then()
                .statusCode(404);
        admin(workspace)
                .post("/provisioning-tokens/" + id + "/approve")
                .then()
                .statusCode(200)
                .body("data.state", equalTo("approved"))
                .body("data.claimedBy", equalTo(deviceId));
        HttpResponse<String> in = register(token, deviceId);
        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(JsonPath.from(in.body()).getInt("default_configuration.streaming_rate"))
                .isEqualTo(5);
        admin(workspace).post("/provisioning-tokens/" + id + "/reject").then().statusCode(409);
    }

    @Test
    void aDeviceThatIsRejectedHearsIt() throws Exception {
        settings("{\"approval\":true}").statusCode(200);
        JsonPath made = made("{}");
        register(made.getString("data[0].token"), deviceId);

        admin(workspace)
                .post("/provisioning-tokens/" + made.getString("data[0].id") + "/reject")
                .then()
                .statusCode(200);

        HttpResponse<String> answer = register(made.getString("data[0].token"), deviceId);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"registration_status\":\"rejected\"}");
    }

    private ValidatableResponse settings(String body) {
        return admin(workspace).body(body).put("/provisioning-tokens/settings").then();
    }

    private String token() {
        return token("{}");
    }

    private String token(String request) {
        return made(request).getString("data[0].token");
    }

    private JsonPath made(String request) {
        return Esp32Door.made(workspace, request);
    }

    private DeviceOnboarded onboarded() {
        return TestTopics.await(Topic.DEVICE_ONBOARDING, DeviceOnboarded.class, said -> said.deviceId()
                .equals(deviceId));
    }
}
