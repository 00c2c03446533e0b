package io.muster.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.muster.events.CommandEvent.CommandQueued;
import io.muster.events.EventJson;
import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupSnapshot;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.Topic;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.awaitStatus;
import static io.muster.command.Callers.in;
import static io.muster.command.Callers.rebootAll;
import static io.muster.command.DeviceAnswers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

/** An order to many: whom it names, what is seen of it, and another try. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class FanOutComponentTest {

    private final TestDevice device = TestDevice.registered(WORKSPACE);

    @Test
    void anOrderNamesAGroup() {
        String group = Ids.next("grp");
        TestTopics.say(
                new GroupCreated(1, new GroupSnapshot(group, WORKSPACE, "Vans", null, List.of(), 1, null, null)));
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, device.id()));

        order(Map.of("group", group))
                .then()
                .statusCode(202)
                .body("data.total", equalTo(1))
                .body("data.target.group", equalTo(group))
                .body("data.orderedBy", equalTo("ada@ws_abc"));
    }

    @Test
    void anOrderNamesDevices() {
        order(Map.of("deviceIds", List.of(device.deviceId(), "nobody")))
                .then()
                .statusCode(202)
                .body("data.total", equalTo(1))
                .body("data.target.devices", equalTo(1))
                .body("data.items[1].error", equalTo("device-not-found"));
    }

    @Test
    void anOrderForNobodyOrForTwoTargetsIsRefused() {
        order(Map.of()).then().statusCode(400).body("errors.field", hasItem("target"));
        order(Map.of("group", "grp_1", "deviceIds", List.of(device.id())))
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("target"));
        order(Map.of("deviceIds", List.of())).then().statusCode(400).body("errors.field", hasItem("target.deviceIds"));
    }

    @Test
    void executionsAreReadByStateFromOneCursorToTheNext() {
        TestDevice second = TestDevice.registered(WORKSPACE);
        TestDevice third = TestDevice.registered(WORKSPACE);
        String batch = rebootAll(device.id(), second.id(), third.id()).path("data.id");

        List<String> seen = new ArrayList<>();
        String cursor = null;
        do {
            JsonPath page = as("viewer")
                    .queryParams(cursor == null ? Map.of() : Map.of("cursor", cursor))
                    .queryParam("state", "queued")
                    .queryParam("limit", 2)
                    .get("/commands/{id}/executions", batch)
                    .then()
                    .statusCode(200)
                    .body("pagination.total", equalTo(3))
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("data.device"));
            cursor = page.getString("pagination.nextCursor");
        } while (cursor != null);

        assertThat(seen).containsExactlyInAnyOrder(device.id(), second.id(), third.id());
        as("viewer")
                .get("/commands/{id}/executions?state=failed", batch)
                .then()
                .body("data", equalTo(List.of()))
                .body("pagination.nextCursor", nullValue());
        as("viewer")
                .get("/commands/{id}/executions?state=lost", batch)
                .then()
                .statusCode(400)
                .body("errors.field", contains("state"));
    }

    @Test
    void executionsAreATableForWhoAsksForOne() {
        TestDevice other = TestDevice.registered(WORKSPACE);
        String batch = rebootAll(device.id(), other.id()).path("data.id");

        List<String> lines = as("viewer")
                .accept("text/csv")
                .get("/commands/{id}/executions", batch)
                .then()
                .statusCode(200)
                .extract()
                .body()
                .asString()
                .lines()
                .toList();

        assertThat(lines.get(0)).startsWith("\"id\",\"device\",\"command\",\"status\"");
        assertThat(lines.subList(1, lines.size()))
                .hasSize(2)
                .allMatch(line -> line.matches(".*\"\\d{4}-[^\"]*\\.\\d{3}Z\""))
                .anyMatch(line -> line.contains("\"" + other.id() + "\",\"reboot\",\"queued\""));
    }

    @Test
    void whatFailedIsTriedAgainAsABatchThatNamesItsParent() {
        try (TestDevice fails = TestDevice.registered(WORKSPACE)) {
            fails.connect().subscribe("commands/#");
            String parent = rebootAll(fails.id(), device.id()).path("data.id");
            as("operator").post("/commands/{id}/retry", parent).then().statusCode(409);
            String first = JsonPath.from(fails.awaitMessage(0)).getString("commandId");
            answer(fails, first, "failed");
            Awaitility.await()
                    .untilAsserted(() ->
                            as("viewer").get("/commands/{id}", parent).then().body("data.states.failed", equalTo(1)));

            String retry = as("operator")
                    .post("/commands/{id}/retry", parent)
                    .then()
                    .statusCode(202)
                    .body("data.parent", equalTo(parent))
                    .body("data.total", equalTo(1))
                    .body("data.command", equalTo("reboot"))
                    .extract()
                    .path("data.id");

            String second = Awaitility.await().until(() -> lastCommand(fails), command -> !command.equals(first));
            answer(fails, second, "succeeded");
            awaitStatus(retry, "finished");
        }
    }

    @Test
    void anotherWorkspaceSeesNothingOfABatch() {
        String batch = rebootAll(device.id()).path("data.id");

        in("ws_other", "operator").post("/commands/{id}/retry", batch).then().statusCode(404);
        in("ws_other", "viewer").get("/commands/{id}/executions", batch).then().statusCode(404);
        in("ws_other", "viewer")
                .accept("text/csv")
                .get("/commands/{id}/executions", batch)
                .then()
                .statusCode(404);
    }

    @Test
    void whatIsSaidOfEachDeviceIsWhatIsSaidOfOne() {
        String id = rebootAll(device.id()).path("data.items[0].commandId");

        CommandQueued queued = TestTopics.await(Topic.COMMAND_LIFECYCLE, CommandQueued.class, said -> said.execution()
                .id()
                .equals(id));
        assertThat(queued.subject()).isEqualTo(device.id());
        assertThat(queued.revision()).isEqualTo(1);
        assertThat(TestTopics.bodies(Topic.COMMAND_LIFECYCLE, device.id())).contains(EventJson.write(queued));
    }

    private static Response order(Map<String, ?> target) {
        return as("operator")
                .body(Map.of("command", "reboot", "target", target))
                .post("/commands");
    }

    private static String lastCommand(TestDevice device) {
        return JsonPath.from(device.messages().get(device.messages().size() - 1))
                .getString("commandId");
    }
}
