package io.muster.provisioning;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5SubAckException;
import io.muster.events.DeviceSnapshot;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.TestFleet.OTHER_WORKSPACE;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static io.muster.provisioning.TestFleet.device;
import static io.muster.provisioning.TestFleet.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;

/** What a change of credentials means for those who are connected. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class SessionComponentTest {

    private static final String TOKEN = "{\"authType\":\"token\"}";

    @Test
    void aRevocationClosesTheSessionAndSaysSo() {
        DeviceSnapshot device = device();
        TestConnection connection =
                TestConnection.with(provisioned(device, TOKEN)).connect();

        admin(WORKSPACE)
                .delete("/devices/{id}/credentials/{credential}", device.id(), newest(device))
                .then()
                .statusCode(200)
                .body("data.sessionsClosed", equalTo(1))
                .body("data.elapsedMillis", greaterThanOrEqualTo(0));

        connection.awaitPutOut();
        assertThatThrownBy(connection::tryToConnect).isInstanceOf(Mqtt5ConnAckException.class);
    }

    @Test
    void provisioningAnewEndsTheOldSessionAtOnce() {
        DeviceSnapshot device = device();
        TestConnection old = TestConnection.with(provisioned(device, TOKEN)).connect();

        Response fresh = provisioned(device, TOKEN);

        old.awaitPutOut();
        TestConnection.with(fresh).connect().disconnect();
    }

    @Test
    void anOverlapLetsTheOldSessionGoOnUntilItIsOver() {
        DeviceSnapshot device = device();
        TestConnection old = TestConnection.with(provisioned(device, TOKEN)).connect();

        provisioned(device, "{\"authType\":\"token\",\"overlapSeconds\":8}");

        admin(WORKSPACE)
                .get("/devices/{id}/credentials", device.id())
                .then()
                .body("data.size()", equalTo(2))
                .body("data[1].expiresAt", notNullValue())
                .body("data[1].revokedAt", equalTo(null));
        old.publish(topic(device, "telemetry/sensors"));
        old.awaitPutOut();
    }

    @Test
    void aRotatedCredentialKeepsItsRightsAndTheOthersStay() {
        DeviceSnapshot device = device();
        Response first = provisioned(
                device, "{\"authType\":\"token\",\"permissions\":{\"telemetryTopics\":[\"a\"],\"commandTopics\":[]}}");

        Response rotated = admin(WORKSPACE)
                .post("/devices/{id}/credentials/{credential}/rotate", device.id(), newest(device))
                .then()
                .statusCode(201)
                .extract()
                .response();

        assertThat(rotated.<Object>path("data.topics")).isEqualTo(first.path("data.topics"));
        assertThat(rotated.<String>path("data.password")).isNotEqualTo(first.path("data.password"));
        assertThat(rotated.header("Location")).endsWith(newest(device));
        TestConnection.with(rotated).connect().disconnect();
        assertThatThrownBy(() -> TestConnection.with(first).tryToConnect()).isInstanceOf(Mqtt5ConnAckException.class);
    }

    @Test
    void permissionsAreExactlyWhatTheBrokerAllows() {
        DeviceSnapshot device = device();
        TestConnection connection = TestConnection.with(provisioned(
                        device,
                        "{\"authType\":\"token\",\"permissions\":{\"telemetryTopics\":[\"sensors\",\"cabin/air\"],"
                                + "\"commandTopics\":[\"reboot\"]}}"))
                .connect();

        for (String path : new String[] {"telemetry/sensors", "telemetry/cabin/air", "status", "responses"}) {
            connection.publish(topic(device, path));
        }
        connection.subscribe(topic(device, "commands/reboot"));
        for (String path :
                new String[] {"telemetry/cabin", "telemetry/sensors/x", "telemetry/other", "commands/reboot"}) {
            assertThatThrownBy(() -> connection.publish(topic(device, path)))
                    .as(path)
                    .isInstanceOf(Mqtt5PubAckException.class);
        }
        for (String path : new String[] {"commands/#", "commands/+", "commands/config", "telemetry/sensors"}) {
            assertThatThrownBy(() -> connection.subscribe(topic(device, path)))
                    .as(path)
                    .isInstanceOf(Mqtt5SubAckException.class);
        }
        connection.disconnect();
    }

    @Test
    void aListSaysWhenACredentialWasUsedLast() {
        DeviceSnapshot device = device();
        TestConnection.with(provisioned(device, TOKEN)).connect().disconnect();

        Awaitility.await().untilAsserted(() -> admin(WORKSPACE)
                .get("/devices/{id}/credentials", device.id())
                .then()
                .body("data[0].lastUsed", notNullValue()));
    }

    @Test
    void anotherWorkspaceFindsNothingToRotateOrRevoke() {
        DeviceSnapshot device = device();
        TestConnection connection =
                TestConnection.with(provisioned(device, TOKEN)).connect();
        String credential = newest(device);

        admin(OTHER_WORKSPACE)
                .post("/devices/{id}/credentials/{credential}/rotate", device.id(), credential)
                .then()
                .statusCode(404);
        admin(OTHER_WORKSPACE)
                .delete("/devices/{id}/credentials/{credential}", device.id(), credential)
                .then()
                .statusCode(404);
        DeviceSnapshot neighbour = device();
        admin(WORKSPACE)
                .delete("/devices/{id}/credentials/{credential}", neighbour.id(), credential)
                .then()
                .statusCode(404);

        assertThat(connection.isConnected()).isTrue();
        connection.disconnect();
    }

    private static Response provisioned(DeviceSnapshot device, String body) {
        return TestFleet.provision(device, body).statusCode(201).extract().response();
    }

    private static String newest(DeviceSnapshot device) {
        return listed(device).get(0);
    }

    private static String topic(DeviceSnapshot device, String path) {
        return device.workspace() + "/devices/" + device.id() + "/" + path;
    }
}
