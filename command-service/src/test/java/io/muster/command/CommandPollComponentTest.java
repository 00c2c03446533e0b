package io.muster.command;

import java.util.List;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.awaitStatus;
import static io.muster.command.Callers.order;
import static io.muster.command.Callers.reboot;
import static io.muster.command.Callers.show;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** ESP32 firmware that asks for its commands over HTTP. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class CommandPollComponentTest {

    private static final String PATH = "/api/v1/device/command";

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
    void whoHasNothingToDoIsToldSo() {
        as(device).get(PATH).then().statusCode(204);
    }

    @Test
    void commandsAreGivenOldestFirstAndTheNextOneWhenTheDeviceHasSaidWhatCameOfTheFirst() {
        String first = order(device.id(), Map.of("command", "config", "parameters", Map.of("interval", 10)))
                .path("data.id");
        String second = reboot(device.id());

        JsonPath given = poll();
        assertThat(given.getMap("").keySet())
                .containsExactly("command_id", "command", "parameters", "attempt", "issued_at", "expires_at");
        assertThat(given.getString("command_id")).isEqualTo(first);
        assertThat(given.getString("command")).isEqualTo("config");
        assertThat(given.getInt("parameters.interval")).isEqualTo(10);
        assertThat(given.getInt("attempt")).isEqualTo(1);
        assertThat(show(first).getString("data.status")).isEqualTo("sent");

        answer(first, "succeeded", ",\"result\":{\"interval\":10},\"firmware_says\":1")
                .statusCode(200)
                .body("status", equalTo("acknowledged"))
                .body("server_timestamp", notNullValue())
                .body("command_id", equalTo(first))
                .body("command_status", equalTo("succeeded"));

        assertThat(show(first).getInt("data.result.interval")).isEqualTo(10);
        assertThat(poll().getString("command_id")).isEqualTo(second);
        answer(second, "accepted", "").body("command_status", equalTo("accepted"));
        as(device).get(PATH).then().statusCode(204);
        answer(second, "failed", ",\"reason\":\"no power\"").body("command_status", equalTo("failed"));
        assertThat(show(second).getString("data.reason")).isEqualTo("no power");
    }

    @Test
    void whoAsksAgainWithoutAnAnswerGetsTheSameAgain() {
        String id = reboot(device.id());
        reboot(device.id());

        assertThat(poll().getString("command_id")).isEqualTo(id);
        assertThat(poll().getString("command_id")).isEqualTo(id);
        Awaitility.await("another attempt")
                .untilAsserted(() -> assertThat(poll().getInt("attempt")).isGreaterThan(1));
        assertThat(poll().getString("command_id")).isEqualTo(id);
    }

    @Test
    void whoNeverSaysWhatCameOfACommandGetsTheNextOneWhenItsTimeIsOver() {
        String id = order(device.id(), Map.of("command", "reboot", "timeoutSeconds", 1))
                .path("data.id");
        String next = reboot(device.id());
        assertThat(poll().getString("command_id")).isEqualTo(id);

        awaitStatus(id, "timed_out");

        assertThat(poll().getString("command_id")).isEqualTo(next);
    }

    @Test
    void anAnswerThatComesAgainOrTooLateChangesNothing() {
        String id = reboot(device.id());
        poll();
        answer(id, "succeeded", ",\"result\":1").body("command_status", equalTo("succeeded"));

        answer(id, "succeeded", ",\"result\":2").statusCode(200);
        answer(id, "failed", "").statusCode(200).body("command_status", equalTo("succeeded"));

        assertThat(show(id).getInt("data.result")).isEqualTo(1);
    }

    @Test
    void aDeviceSpeaksOfItsOwnCommandsOnly() {
        try (TestDevice other = TestDevice.registered(WORKSPACE);
                TestDevice stranger = TestDevice.registered("ws_other")) {
            String id = reboot(other.id());

            as(device).get(PATH).then().statusCode(204);
            answer(id, "failed", "").statusCode(404).body("error", notNullValue());
            as(stranger)
                    .body("{\"command_id\":\"" + id + "\",\"status\":\"failed\"}")
                    .post(PATH)
                    .then()
                    .statusCode(404);

            assertThat(show(id).getString("data.status")).isEqualTo("queued");
        }
    }

    @Test
    void whatIsNoAnswerIsRefusedInTheFormOfTheDialect() {
        String id = reboot(device.id());
        poll();

        answer(id, "done", "").statusCode(400).body("error", notNullValue(), "details", notNullValue());
        answer("", "", "")
                .statusCode(400)
                .body("details", allOf(containsString("command_id"), containsString("status")));
        as(device).body("[").post(PATH).then().statusCode(400);
        answer(id, "failed", ",\"result\":\"" + "x".repeat(2000) + "\"").statusCode(413);

        assertThat(show(id).getString("data.status")).isEqualTo("sent");
    }

    @Test
    void onlyDevicesAskAndOnlyWhatTheirCredentialsAllow() {
        given().get(PATH).then().statusCode(401);
        as("admin").get(PATH).then().statusCode(403);
        String id = reboot(device.id());
        poll();

        device.mayPublish(List.of(device.topic("telemetry/#")));

        Awaitility.await().untilAsserted(() -> answer("cmd_0hv5kzq3mx2a7", "succeeded", "")
                .statusCode(403));
        answer(id, "succeeded", "").statusCode(403);
        assertThat(show(id).getString("data.status")).isEqualTo("sent");
    }

    @Test
    void whatWasGivenOverHttpIsSentToADeviceThatListensLater() {
        String id = reboot(device.id());
        poll();

        device.connect().subscribe("commands/#");

        assertThat(JsonPath.from(device.awaitMessage(0)).getString("commandId")).isEqualTo(id);
    }

    private JsonPath poll() {
        return as(device).get(PATH).then().statusCode(200).extract().jsonPath();
    }

    private ValidatableResponse answer(String id, String status, String more) {
        return as(device)
                .body("{\"command_id\":\"" + id + "\",\"status\":\"" + status + "\"" + more + "}")
                .post(PATH)
                .then();
    }

    private static RequestSpecification as(TestDevice device) {
        return given().auth().oauth2(device.token()).contentType(ContentType.JSON);
    }

    private static RequestSpecification as(String role) {
        return Callers.as(role);
    }
}
