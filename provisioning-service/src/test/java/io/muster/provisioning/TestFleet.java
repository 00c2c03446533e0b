package io.muster.provisioning;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceEvent.DeviceStatusChanged;
import io.muster.events.DeviceSnapshot;
import io.muster.kit.Ids;
import io.muster.kit.testing.TestTokens;
import io.muster.kit.testing.TestTopics;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;

import static io.restassured.RestAssured.given;

/** Devices that the registry has announced and nobody has provisioned, and the people who do. */
final class TestFleet {

    static final String WORKSPACE = "ws_abc";
    static final String OTHER_WORKSPACE = "ws_other";

    private TestFleet() {}

    /** A registered device of {@link #WORKSPACE} that this service knows. */
    static DeviceSnapshot device() {
        return device(WORKSPACE);
    }

    static DeviceSnapshot device(String workspace) {
        DeviceSnapshot device = unannounced(workspace);
        TestTopics.say(new DeviceRegistered(1, device));
        awaitStatus(device, 200);
        return device;
    }

    static DeviceSnapshot unannounced(String workspace) {
        return snapshot(
                Ids.next("dev"), workspace, "inactive", false, Clock.systemUTC().instant());
    }

    static void becomes(DeviceSnapshot device, String status) {
        becomes(device, status, 2);
    }

    /** @param revision higher than that of its last change */
    static void becomes(DeviceSnapshot device, String status, long revision) {
        TestTopics.say(new DeviceStatusChanged(
                revision,
                device.status(),
                snapshot(device.id(), device.workspace(), status, true, device.createdAt())));
    }

    static void isDeleted(DeviceSnapshot device, boolean purgeData) {
        TestTopics.say(new DeviceDeleted(3, purgeData, device));
    }

    /** A request of an administrator of this workspace. */
    static RequestSpecification admin(String workspace) {
        return as(workspace, "admin");
    }

    static RequestSpecification as(String workspace, String role) {
        return given().auth().oauth2(TestTokens.token(workspace, role)).contentType(ContentType.JSON);
    }

    static ValidatableResponse provision(DeviceSnapshot device, String body) {
        return admin(device.workspace())
                .body(body)
                .post("/devices/{id}/provision", device.id())
                .then();
    }

    /** The ids of the credentials that are listed, newest first. */
    static List<String> listed(DeviceSnapshot device) {
        return admin(device.workspace())
                .get("/devices/{id}/credentials", device.id())
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
    }

    private static void awaitStatus(DeviceSnapshot device, int status) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> admin(device.workspace())
                                .get("/devices/{id}/credentials", device.id())
                                .statusCode()
                        == status);
    }

    private static DeviceSnapshot snapshot(
            String id, String workspace, String status, boolean provisioned, Instant at) {
        return new DeviceSnapshot(
                id,
                workspace,
                "sn-" + id,
                "sensor",
                "Sensor",
                null,
                status,
                provisioned,
                Map.of(),
                List.of(),
                Map.of(),
                at,
                at);
    }
}
