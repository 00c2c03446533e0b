package io.muster.provisioning;

import java.time.Instant;

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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

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
                        () -> TestConnection.with(old).connect())
                .isInstanceOf(Mqtt5ConnAckException.class));

        Awaitility.await().untilAsserted(() -> admin(WORKSPACE)
                .get("/devices/{id}/access-log", device.id())
                .then()
                .statusCode(200)
                .body("data.attempts[0].action", equalTo("connect"))
                .body("data.attempts[0].reason", equalTo("credential-revoked")));
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
