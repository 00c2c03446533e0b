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
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.awaitStatus;
import static io.muster.command.Callers.in;
import static io.muster.command.Callers.order;
import static io.muster.command.Callers.reboot;
import static io.muster.command.Callers.show;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

/** Orders, and what becomes of them while no device is there. */
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
    void aListReachesWhomItCanAndNamesTheOthers() {
        TestDevice other = TestDevice.registered(WORKSPACE);

        JsonPath answer = as("operator")
                .body(Map.of("deviceIds", List.of(device.deviceId(), other.id(), "nobody"), "command", "reboot"))
                .post("/devices/bulk/commands")
                .then()
                .statusCode(202)
                .body("data.total", equalTo(2))
                .body("data.states.queued", equalTo(2))
                .body("data.status", equalTo("running"))
                .body("data.items[2].error", equalTo("device-not-found"))
                .extract()
                .jsonPath();

        assertThat(show(answer.getString("data.items[0].commandId")).getString("data.device"))
                .isEqualTo(device.id());
        as("viewer")
                .get("/commands/{id}/executions", answer.getString("data.id"))
                .then()
                .statusCode(200)
                .body("pagination.total", equalTo(2))
                .body("data.device", hasItem(other.id()));
    }

    @Test
    void cancelingABatchFinishesIt() {
        String batch = as("operator")
                .body(Map.of("deviceIds", List.of(device.deviceId()), "command", "reboot"))
                .post("/devices/bulk/commands")
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");

        as("operator")
                .delete("/commands/{id}", batch)
                .then()
                .statusCode(200)
                .body("data.status", equalTo("finished"))
                .body("data.states.canceled", equalTo(1))
                .body("data.states.queued", equalTo(0));
    }

    @Test
    void anOrderForADeviceThatWasJustRegisteredWaitsForTheNews() {
        DeviceSnapshot late = newcomer();
        CompletableFuture<Integer> early = CompletableFuture.supplyAsync(
                () -> order(late.id(), Map.of("command", "reboot")).statusCode());
        CompletableFuture<Integer> listed = CompletableFuture.supplyAsync(() -> as("operator")
                .body(Map.of("command", "reboot", "deviceIds", List.of(late.deviceId())))
                .post("/devices/bulk/commands")
                .path("data.total"));

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

    @Test
    void anotherWorkspaceSeesNothing() {
        String id = reboot(device.id());

        in("ws_other", "admin").get("/commands/{id}", id).then().statusCode(404);
        in("ws_other", "admin").delete("/commands/{id}", id).then().statusCode(404);
        in("ws_other", "admin")
                .get("/devices/{id}/commands", device.id())
                .then()
                .statusCode(404);
        in("ws_other", "admin")
                .body(Map.of("command", "reboot"))
                .post("/devices/{id}/commands", device.id())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:muster:problem:device-not-found"));
        in("ws_other", "admin")
                .body(Map.of("command", "reboot", "deviceIds", List.of(device.id())))
                .post("/devices/bulk/commands")
                .then()
                .statusCode(202)
                .body("data.total", equalTo(0))
                .body("data.status", equalTo("finished"));
        assertThat(show(id).getString("data.status")).isEqualTo("queued");
    }

    @Test
    void rolesAreHeld() {
        given().get("/commands/cmd_1").then().statusCode(401);
        as("viewer")
                .body(Map.of("command", "reboot"))
                .post("/devices/{id}/commands", device.id())
                .then()
                .statusCode(403);
        as("viewer").delete("/commands/cmd_1").then().statusCode(403);
        as("viewer")
                .body(Map.of("command", "reboot"))
                .post("/device-groups/grp_1/commands")
                .then()
                .statusCode(403);
        as("viewer").body(Map.of()).post("/devices/bulk/commands").then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}|command",
                "{\"command\":\"a/b\"}|command",
                "{\"command\":\"\"}|command",
                "{\"command\":\"a\",\"ttlSeconds\":0}|ttlSeconds",
                "{\"command\":\"a\",\"timeoutSeconds\":-1}|timeoutSeconds",
                "{\"command\":\"a\",\"parameters\":[]}|parameters",
                "{\"command\":\"a\",\"parameters\":{\"x\":\"\\u0000\"}}|parameters",
                "{\"command\":\"a\",\"colour\":1}|colour",
            })
    void aWrongFieldIsNamed(String body, String field) {
        as("operator")
                .body(body)
                .post("/devices/{id}/commands", device.id())
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
    }

    @Test
    void aListWithoutDevicesIsRefused() {
        as("operator")
                .body(Map.of("command", "reboot", "deviceIds", List.of()))
                .post("/devices/bulk/commands")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("deviceIds"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String id : List.of("cmd_0hv5kzq3mx2a7", "bat_0hv5kzq3mx2a7", "nothing")) {
            as("viewer")
                    .get("/commands/{id}", id)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("urn:muster:problem:command-not-found"));
        }
        order(Ids.next("dev"), Map.of("command", "reboot")).then().statusCode(404);
    }
}
