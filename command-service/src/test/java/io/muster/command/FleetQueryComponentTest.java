package io.muster.command;

import java.util.List;
import java.util.Map;

import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceEvent.DeviceUpdated;
import io.muster.events.DeviceSnapshot;
import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupSnapshot;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Orders to those who meet a query, by what the registry has said of them. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class FleetQueryComponentTest {

    private final String workspace = Ids.next("ws");

    @Test
    void aCommandReachesThoseWhoMeetTheQuery() {
        DeviceSnapshot old = device("1.3.9", List.of("fleet"), Map.of("site", "north"));
        DeviceSnapshot recent = device("1.4.0", List.of("fleet"), Map.of("site", "north"));
        DeviceSnapshot untagged = device("1.3.9", List.of(), Map.of("site", "south"));
        registered(old, recent, untagged);

        assertThat(reached("type = 'sensor' AND tags HAS 'fleet' AND info.firmware < version('1.4.0')"))
                .containsExactly(old.id());
        assertThat(reached("metadata.site = 'south' AND connected = false AND name CONTAINS 'sens'"))
                .containsExactly(untagged.id());
    }

    @Test
    void theNewestWordOnADeviceCountsAndADeletedOneIsGone() {
        DeviceSnapshot device = device("1.0.0", List.of(), Map.of());
        DeviceSnapshot leaves = device("1.0.0", List.of(), Map.of());
        registered(device, leaves);
        TestTopics.say(new DeviceUpdated(
                2, Snapshots.sensor(device.id(), workspace, Map.of("firmware", "2.0.0"), List.of(), Map.of())));
        TestTopics.say(new DeviceRegistered(1, device));
        TestTopics.say(new DeviceDeleted(2, false, leaves));
        TestTopics.say(new DeviceRegistered(1, leaves));

        Awaitility.await().untilAsserted(() -> assertThat(reached("info.firmware = '2.0.0'"))
                .containsExactly(device.id()));
        Awaitility.await().untilAsserted(() -> assertThat(reached("info.firmware = '1.0.0'"))
                .isEmpty());
    }

    @Test
    void aGroupGoesByItsNameWithThoseInsideOfIt() {
        DeviceSnapshot device = device("1.0.0", List.of(), Map.of());
        registered(device);
        String outer = Ids.next("grp");
        String inner = Ids.next("grp");
        TestTopics.say(
                new GroupCreated(1, new GroupSnapshot(outer, workspace, "Trucks", null, List.of(), 0, null, null)));
        TestTopics.say(
                new GroupCreated(1, new GroupSnapshot(inner, workspace, "Red", null, List.of(), 1, outer, null)));
        TestTopics.say(new MemberAdded(1, workspace, inner, device.id()));

        Awaitility.await()
                .untilAsserted(() -> assertThat(reached("groupTree = 'Trucks'")).containsExactly(device.id()));
        assertThat(reached("group = '" + inner + "'")).containsExactly(device.id());
        assertThat(reached("group = 'Trucks'")).isEmpty();
    }

    @Test
    void aQueryThatCannotBeAskedIsRefusedAndAnotherWorkspaceMeetsNone() {
        order("values.temperature > 3")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:muster:problem:invalid-query"))
                .body("errors[0].field", equalTo("target.query"))
                .body("errors[0].message", containsString("column 1"));

        registered(device("1.0.0", List.of(), Map.of()));
        in("ws_other", "operator")
                .body(Map.of("target", Map.of("query", "info.firmware = '1.0.0'"), "command", "reboot"))
                .post("/commands")
                .then()
                .statusCode(202)
                .body("data.total", equalTo(0));
    }

    @Test
    void aRolloutChoosesItsDevicesByTheQueryWhenItStarts() {
        DeviceSnapshot device = device("1.0.0", List.of(), Map.of());
        registered(device);
        String id = caller().body(Map.of("target", Map.of("query", "info.firmware = '1.0.0'"), "command", "update"))
                .post("/rollouts")
                .then()
                .statusCode(202)
                .body("data.target.query", equalTo("info.firmware = '1.0.0'"))
                .extract()
                .path("data.id");

        Awaitility.await()
                .untilAsserted(() ->
                        caller().get("/rollouts/{id}", id).then().body("data.waves[0].states.queued", equalTo(1)));
    }

    private void registered(DeviceSnapshot... devices) {
        for (DeviceSnapshot device : devices) {
            TestTopics.say(new DeviceRegistered(1, device));
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(reached("type = 'sensor'")).hasSize(devices.length));
    }

    private List<String> reached(String query) {
        String batch = order(query)
                .then()
                .statusCode(202)
                .body("data.target.query", equalTo(query))
                .extract()
                .path("data.id");
        return caller().get("/commands/{id}/executions", batch).path("data.device");
    }

    private Response order(String query) {
        return caller().body(Map.of("target", Map.of("query", query), "command", "reboot"))
                .post("/commands");
    }

    private RequestSpecification caller() {
        return in(workspace, "operator");
    }

    private DeviceSnapshot device(String firmware, List<String> tags, Map<String, Object> metadata) {
        return Snapshots.sensor(workspace, Map.of("firmware", firmware), tags, metadata);
    }
}
