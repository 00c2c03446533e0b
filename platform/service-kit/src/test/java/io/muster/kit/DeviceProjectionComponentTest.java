package io.muster.kit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceEvent.DeviceStatusChanged;
import io.muster.events.DevicePurged;
import io.muster.events.DeviceSnapshot;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTokens;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceProjectionComponentTest {

    private static final Instant NOW = Instant.parse("2026-01-19T12:00:00Z");

    @Test
    void aDeviceIsFoundByBothOfItsNamesInItsWorkspaceOnly() {
        DeviceSnapshot device = device("inactive");
        TestTopics.say(new DeviceRegistered(1, device));

        get(device.id()).statusCode(200).body("data.deviceId", equalTo(device.deviceId()));
        get(device.deviceId()).statusCode(200).body("data.id", equalTo(device.id()));
        KitUnderTest.as("viewer")
                .auth()
                .oauth2(TestTokens.token("ws_other", "admin"))
                .get("/notes/device/" + device.id())
                .then()
                .statusCode(404);
    }

    @Test
    void aRequestWaitsForTheNewsOfADevice() {
        DeviceSnapshot device = device("inactive");
        CompletableFuture<Integer> early =
                CompletableFuture.supplyAsync(() -> get(device.id()).extract().statusCode());

        TestTopics.say(new DeviceRegistered(1, device));

        assertThat(early.join()).isEqualTo(200);
    }

    @Test
    void aDeviceNobodyHeardOfIsNotFound() {
        get("nothing").statusCode(404).body("type", equalTo("urn:muster:problem:device-not-found"));
    }

    @Test
    void anOlderWordChangesNothing() {
        DeviceSnapshot device = device("active");
        TestTopics.say(new DeviceStatusChanged(5, "inactive", with(device, "suspended")));
        TestTopics.say(new DeviceStatusChanged(4, "inactive", device));
        DeviceSnapshot later = device("active");
        TestTopics.say(new DeviceRegistered(1, later));
        TestTopics.say(new DeviceStatusChanged(6, "suspended", with(device, "inactive")));

        Awaitility.await().untilAsserted(() -> get(device.id()).body("data.status", equalTo("inactive")));
        TestTopics.say(new DeviceStatusChanged(3, "inactive", device));
        get(device.id()).statusCode(200).body("data.status", equalTo("inactive"));
    }

    @Test
    void aRecordThatNobodyCanReadStopsNothing() {
        TestTopics.publish(
                "device-lifecycle", "x", Map.of("ce_type", "io.muster.device.registered.v1"), "{\"revision\":");
        DeviceSnapshot device = device("active");
        TestTopics.say(new DeviceRegistered(1, device));

        get(device.id()).statusCode(200);
    }

    @Test
    void aPurgeRemovesWhatIsKeptOfTheDeviceAndSaysHowMuch() {
        DeviceSnapshot device = device("active");
        TestTopics.say(new DeviceRegistered(1, device));
        get(device.id()).statusCode(200);
        KitUnderTest.as("operator")
                .body(Map.of("device", device.id(), "text", "hello"))
                .post("/notes")
                .then()
                .statusCode(200);

        TestTopics.say(new DeviceDeleted(2, true, device));

        DevicePurged receipt = TestTopics.await(Topic.PURGE_RECEIPTS, DevicePurged.class, purged -> purged.device()
                .equals(device.id()));
        assertThat(receipt.removed()).isEqualTo(Map.of("note", 1L));
        get(device.id()).statusCode(404);
    }

    private static ValidatableResponse get(String reference) {
        return KitUnderTest.as("viewer").get("/notes/device/" + reference).then();
    }

    private static DeviceSnapshot device(String status) {
        String id = Ids.next("dev");
        return new DeviceSnapshot(
                id,
                KitUnderTest.WORKSPACE,
                "sn-" + id,
                "sensor",
                "Sensor",
                null,
                status,
                true,
                Map.of(),
                List.of(),
                Map.of(),
                NOW,
                NOW);
    }

    private static DeviceSnapshot with(DeviceSnapshot device, String status) {
        return new DeviceSnapshot(
                device.id(),
                device.workspace(),
                device.deviceId(),
                device.type(),
                device.name(),
                null,
                status,
                true,
                Map.of(),
                List.of(),
                Map.of(),
                NOW,
                NOW);
    }
}
