package io.muster.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.muster.events.CommandEvent;
import io.muster.events.CommandEvent.CommandCanceled;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DevicePurged;
import io.muster.events.DeviceSnapshot;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.awaitStatus;
import static io.muster.command.Callers.order;
import static io.muster.command.Callers.reboot;
import static io.muster.command.Callers.rebootAll;
import static io.muster.command.Callers.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

/** An order to one device, and what becomes of it while the device is not there. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class CommandComponentTest {

    private TestDevice device;

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE);
    }

    @Test
    void anOrderIsTakenAndWaitsForItsDevice() {
        String id = order(device.deviceId(), Map.of("command", "config", "parameters", Map.of("interval", 10)))
                .then()
                .statusCode(202)
                .header("Location", matchesPattern(".*/commands/cmd_[0-9a-hjkmnp-tv-z]{13}"))
                .body("data.device", equalTo(device.id()))
                .body("data.command", equalTo("config"))
                .body("data.parameters.interval", equalTo(10))
                .body("data.status", equalTo("queued"))
                .body("data.createdAt", matchesPattern("\\d{4}-.*\\.\\d{3}Z"))
                .extract()
                .path("data.id");

        assertThat(show(id).getString("data.status")).isEqualTo("queued");
        TestTopics.await(Topic.COMMAND_LIFECYCLE, CommandEvent.CommandQueued.class, event -> event.execution()
                .id()
                .equals(id));
    }

    @Test
    void theCommandsOfADeviceAreListedNewestFirst() {
        String first = reboot(device.id());
        String second = reboot(device.id());

        as("viewer")
                .get("/devices/{id}/commands?limit=1", device.deviceId())
                .then()
                .statusCode(200)
                .body("data.id", equalTo(List.of(second)))
                .body("pagination.total", equalTo(2))
                .body("pagination.pages", equalTo(2));
        as("viewer")
                .get("/devices/{id}/commands?limit=1&page=2", device.deviceId())
                .then()
                .body("data.id", equalTo(List.of(first)));
    }

    @Test
    void aQueuedCommandIsCanceledOnceAndForAll() {
        String id = reboot(device.id());

        for (int times = 0; times < 2; times++) {
            as("operator").delete("/commands/{id}", id).then().statusCode(200).body("data.status", equalTo("canceled"));
        }

        TestTopics.await(Topic.COMMAND_LIFECYCLE, CommandCanceled.class, event -> event.execution()
                .id()
                .equals(id));
        List<Long> revisions = TestTopics.about(Topic.COMMAND_LIFECYCLE, device.id()).stream()
                .map(LifecycleEvent::revision)
                .toList();
        assertThat(revisions).containsExactly(1L, 2L);
    }

    @Test
    void whatNobodyFetchesInTimeExpires() {
        String id = order(device.id(), Map.of("command", "reboot", "ttlSeconds", 1))
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");

        awaitStatus(id, "expired");
    }

    @Test
    void aCommandToASuspendedDeviceIsRejected() {
        String waiting = reboot(device.id());
        device.becomes("suspended");

        awaitStatus(waiting, "rejected");
        String late = reboot(device.id());
        awaitStatus(late, "rejected");
        assertThat(show(late).getString("data.reason")).isEqualTo("the device is suspended");
    }

    @Test
    void whatTheDevicesCredentialsDoNotLetItHearIsRejected() {
        device.mayHear(List.of(WORKSPACE + "/devices/" + device.id() + "/commands/dim"));

        Awaitility.await().untilAsserted(() -> {
            // Whoever orders before the news came has to wait.
            reboot(device.id());
            as("viewer").get("/devices/{id}/commands", device.id()).then().body("data.status", hasItem("rejected"));
        });
        assertThat(show(order(device.id(), Map.of("command", "dim")).path("data.id"))
                        .getString("data.status"))
                .isEqualTo("queued");
    }

    @Test
    void anOrderWithAKeyIsTakenOnce() {
        String key = Ids.next("key");
        String first = order(device.id(), Map.of("command", "reboot", "idempotencyKey", key))
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");

        order(device.id(), Map.of("command", "reboot", "idempotencyKey", key))
                .then()
                .statusCode(202)
                .header("Idempotency-Replayed", "true")
                .body("data.id", equalTo(first));
        order(device.id(), Map.of("command", "dim", "idempotencyKey", key))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:idempotency-key-reused"));
    }

    @Test
    void anOldWordThatComesAgainRejectsNothing() {
        device.becomes("suspended");
        device.becomes("active");
        String waiting = reboot(device.id());
        device.isSaidAgainToBe("suspended");
        device.isDeleted(false);

        awaitStatus(waiting, "rejected");
        assertThat(show(waiting).getString("data.reason")).isEqualTo("the device is deleted");
    }

    @Test
    void anOrderForADeviceThatWasJustRegisteredWaitsForTheNews() {
        DeviceSnapshot late = newcomer();
        CompletableFuture<Integer> early = CompletableFuture.supplyAsync(
                () -> order(late.id(), Map.of("command", "reboot")).statusCode());
        CompletableFuture<Integer> listed =
                CompletableFuture.supplyAsync(() -> rebootAll(late.deviceId()).path("data.total"));

        Awaitility.await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        TestTopics.say(new DeviceRegistered(1, late));

        assertThat(early.join()).isEqualTo(202);
        assertThat(listed.join()).isEqualTo(1);
    }

    private static DeviceSnapshot newcomer() {
        Instant now = Instant.parse("2026-01-19T12:00:00Z");
        String id = Ids.next("dev");
        return new DeviceSnapshot(
                id,
                WORKSPACE,
                "sn-" + id,
                "sensor",
                "Sensor",
                null,
                "inactive",
                false,
                Map.of(),
                List.of(),
                Map.of(),
                now,
                now);
    }

    @Test
    void aDeletedDevicesCommandsAreRejectedAndPurged() {
        String id = reboot(device.id());

        device.isDeleted(true);

        DevicePurged receipt = TestTopics.await(Topic.PURGE_RECEIPTS, DevicePurged.class, purged -> purged.device()
                .equals(device.id()));
        assertThat(receipt.removed()).containsEntry("execution", 1L).containsEntry("device_line", 1L);
        as("viewer").get("/commands/{id}", id).then().statusCode(404);
        TestTopics.await(Topic.COMMAND_LIFECYCLE, CommandEvent.CommandRejected.class, event -> event.execution()
                .id()
                .equals(id));
    }
}
