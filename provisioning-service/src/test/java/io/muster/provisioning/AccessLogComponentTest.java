package io.muster.provisioning;

import java.time.Instant;
import java.util.List;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.AccessEvent.Attempt;
import io.muster.events.DeviceSnapshot;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.TestFleet.OTHER_WORKSPACE;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static io.muster.provisioning.TestFleet.device;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** Why a device does not come in, as its people learn it. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class AccessLogComponentTest {

    @Test
    void aRevokedTokenAtTheBrokerIsInTheLog() {
        DeviceSnapshot device = device();
        Response old = TestFleet.provision(device, "{\"authType\":\"token\"}")
                .extract()
                .response();
        TestFleet.provision(device, "{\"authType\":\"token\"}").statusCode(201);

        Awaitility.await().untilAsserted(() -> assertThatThrownBy(
                        () -> TestConnection.with(old).tryToConnect())
                .isInstanceOf(Mqtt5ConnAckException.class));

        Awaitility.await().untilAsserted(() -> admin(WORKSPACE)
                .get("/devices/{id}/access-log", device.id())
                .then()
                .statusCode(200)
                .body("data.attempts[0].action", equalTo("connect"))
                .body("data.attempts[0].reason", equalTo("credential-revoked")));
    }

    @Test
    void whoIsKeptOutOverHttpIsInTheLogWithTheExactReason() {
        DeviceSnapshot device = device();
        String username = WORKSPACE + "_" + device.id();
        String revoked = token(device);
        String token = token(device);

        estRefuses(username, "guessed");
        estRefuses(username, revoked);
        estRefuses(username, token(device()));
        estRefuses(username, token.substring(0, token.length() - 4) + "AAAA");
        refreshRefuses(revoked);
        refreshRefuses(token.substring(0, token.length() - 4) + "AAAA");
        refreshRefuses("eyJhbGciOiJub25lIn0.e30.");
        estRefuses("nobody", "guessed");

        admin(WORKSPACE)
                .get("/devices/{id}/access-log", device.id())
                .then()
                .body("data.failedAttempts", equalTo(6))
                .body(
                        "data.attempts.reason",
                        equalTo(List.of(
                                "token-not-valid",
                                "credential-revoked",
                                "token-not-valid",
                                "token-of-another",
                                "credential-revoked",
                                "wrong-password")))
                .body("data.attempts[1].detail", startsWith("The credential was revoked at 20"))
                .body("data.attempts.action", everyItem(equalTo("authenticate")))
                .body("data.attempts.protocol", everyItem(equalTo("http")))
                .body("data.attempts.address", everyItem(equalTo("127.0.0.1")));
    }

    @Test
    void aTokenThatIsOverIsSaidToBeSo() {
        DeviceSnapshot device = device();
        String token = token(device);
        TestFleet.provision(device, "{\"authType\":\"token\",\"overlapSeconds\":1}")
                .statusCode(201);

        Awaitility.await().untilAsserted(() -> estRefuses(WORKSPACE + "_" + device.id(), token));
        refreshRefuses(token);

        admin(WORKSPACE)
                .get("/devices/{id}/access-log", device.id())
                .then()
                .body("data.attempts.reason", everyItem(equalTo("credential-expired")))
                .body("data.failedAttempts", equalTo(2));
    }

    @Test
    void aSuspendedDeviceIsSaidToBeSo() {
        DeviceSnapshot device = device();
        String token = token(device);
        TestFleet.becomes(device, "suspended");

        Awaitility.await().untilAsserted(() -> estRefuses(WORKSPACE + "_" + device.id(), token));

        admin(WORKSPACE)
                .get("/devices/{id}/access-log", device.id())
                .then()
                .body("data.attempts[0].reason", equalTo("suspended"));
    }

    @Test
    void aCredentialThatCameOverHttpHasBeenUsed() {
        DeviceSnapshot device = device();
        String token = token(device);
        isUsed(device, false);

        given().auth().preemptive().basic(WORKSPACE + "_" + device.id(), token).get("/.well-known/est/cacerts");
        isUsed(device, true);

        String other = token(device);
        isUsed(device, false);
        given().auth().oauth2(other).post("/api/v1/device/token/refresh").then().statusCode(200);
        admin(WORKSPACE)
                .get("/devices/{id}/credentials", device.id())
                .then()
                .body("data[1].lastUsed", startsWith("20"));
    }

    /** The newest of the device's credentials. */
    private static void isUsed(DeviceSnapshot device, boolean used) {
        admin(WORKSPACE)
                .get("/devices/{id}/credentials", device.id())
                .then()
                .body("data[0].lastUsed", used ? startsWith("20") : nullValue());
    }

    private static String token(DeviceSnapshot device) {
        return TestFleet.provision(device, "{\"authType\":\"token\"}")
                .statusCode(201)
                .extract()
                .path("data.password");
    }

    private static void estRefuses(String username, String password) {
        given().auth()
                .preemptive()
                .basic(username, password)
                .get("/.well-known/est/cacerts")
                .then()
                .statusCode(401);
    }

    private static void refreshRefuses(String token) {
        given().auth().oauth2(token).post("/api/v1/device/token/refresh").then().statusCode(401);
    }

    @Test
    void theNewestAttemptsAreKeptAndAllAreCountedOnce() {
        DeviceSnapshot device = device();
        for (int revision = 1; revision <= 52; revision++) {
            refuse(device, revision, revision == 1 ? 10 : 1);
        }
        refuse(device, 52, 1);

        Awaitility.await().untilAsserted(() -> admin(WORKSPACE)
                .get("/devices/{id}/access-log", device.id())
                .then()
                .body("data.failedAttempts", equalTo(61))
                .body("data.attempts", hasSize(50))
                .body("data.attempts[0].detail", equalTo("attempt 52")));
    }

    @Test
    void anotherWorkspaceSeesNoLog() {
        admin(OTHER_WORKSPACE)
                .get("/devices/{id}/access-log", device().id())
                .then()
                .statusCode(404);
    }

    private static void refuse(DeviceSnapshot device, long revision, long attempts) {
        TestTopics.say(new AccessRefused(
                revision,
                device.workspace(),
                device.id(),
                "broker-test",
                new Attempt(
                        "connect",
                        "wrong-password",
                        "attempt " + revision,
                        null,
                        "mqtt",
                        "203.0.113.42",
                        Instant.parse("2026-01-19T12:00:00Z")),
                attempts));
    }
}
