package io.muster.command;

import java.util.List;
import java.util.Map;

import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupSnapshot;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.in;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

/** What would come of an order, without ordering anything. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class DryRunComponentTest {

    @Test
    void itSaysWhomAnOrderWouldReachWhoIsAwayAndWhoIsRefusedAndWhy() {
        try (TestDevice listens = TestDevice.registered(WORKSPACE).connect().subscribe("commands/#")) {
            TestDevice away = TestDevice.registered(WORKSPACE);
            TestDevice suspended = TestDevice.registered(WORKSPACE);
            suspended.becomes("suspended");
            TestDevice deaf = TestDevice.registered(WORKSPACE);
            deaf.mayHear(List.of(deaf.topic("commands/dim")));
            Map<String, Object> order = Map.of(
                    "command",
                    "reboot",
                    "deviceIds",
                    List.of(listens.id(), away.deviceId(), suspended.id(), deaf.id(), "nobody"));

            // News of devices come when they come.
            Awaitility.await().untilAsserted(() -> dryRun("/devices/bulk/commands", order)
                    .then()
                    .statusCode(200)
                    .body("data.total", equalTo(4))
                    .body("data.reached.examples", equalTo(List.of(listens.id())))
                    .body("data.away.examples", equalTo(List.of(away.id())))
                    .body("data.refused", hasSize(2))
                    .body(
                            "data.refused.find { it.reason == 'the device is suspended' }.examples[0]",
                            equalTo(suspended.id()))
                    .body("data.refused.find { it.reason.startsWith('the device may not listen') }.count", equalTo(1))
                    .body("data.unknown", equalTo(List.of("nobody"))));

            as("viewer").get("/devices/{id}/commands", listens.id()).then().body("data", empty());
        }
    }

    @Test
    void everyWayToOrderHasOne() {
        TestDevice device = TestDevice.registered(WORKSPACE);
        String group = Ids.next("grp");
        TestTopics.say(
                new GroupCreated(1, new GroupSnapshot(group, WORKSPACE, "Trucks", null, List.of(), 1, null, null)));
        TestTopics.say(new MemberAdded(1, WORKSPACE, group, device.id()));
        Map<String, Object> order = Map.of("command", "reboot");

        dryRun("/devices/" + device.id() + "/commands", order)
                .then()
                .statusCode(200)
                .body("data.total", equalTo(1));
        dryRun("/device-groups/" + group + "/commands", order)
                .then()
                .statusCode(200)
                .body("data.total", equalTo(1));
        dryRun("/commands", Map.of("command", "reboot", "target", Map.of("query", "id = '" + device.id() + "'")))
                .then()
                .statusCode(200)
                .body("data.away.count", equalTo(1));
        dryRun(
                        "/rollouts",
                        Map.of(
                                "command", "reboot",
                                "target", Map.of("group", group),
                                "rate", Map.of("basePerMinute", 0.5)))
                .then()
                .statusCode(200)
                .body("data.total", equalTo(1))
                .body("data.atLeastSeconds", equalTo(120));

        as("viewer").get("/devices/{id}/commands", device.id()).then().body("data", empty());
    }

    @Test
    void whatIsNeitherTrueNorFalseIsNoOrder() {
        TestDevice device = TestDevice.registered(WORKSPACE);
        List<String> listed = List.of(device.id());
        Map<String, Map<String, ?>> orders = Map.of(
                "/devices/" + device.id() + "/commands",
                Map.of("command", "reboot"),
                "/device-groups/grp_1/commands",
                Map.of("command", "reboot"),
                "/devices/bulk/commands",
                Map.of("command", "reboot", "deviceIds", listed),
                "/commands",
                Map.of("command", "reboot", "target", Map.of("deviceIds", listed)),
                "/rollouts",
                Map.of("command", "reboot", "target", Map.of("deviceIds", listed)));

        for (String query : List.of("dryRun=1", "dryRun=", "dryRun", "dryrun=yes", "dryRun=false&dryRun=true")) {
            orders.forEach((path, order) -> as("operator")
                    .urlEncodingEnabled(false)
                    .body(order)
                    .post(path + "?" + query)
                    .then()
                    .statusCode(400)
                    .body("errors.field", hasItem("dryRun")));
        }
        as("viewer").get("/devices/{id}/commands", device.id()).then().body("data", hasSize(0));
    }

    @Test
    void itLeavesTheKeyToTheOrder() {
        String path = "/devices/" + TestDevice.registered(WORKSPACE).id() + "/commands";
        Map<String, Object> order = Map.of("command", "reboot", "idempotencyKey", Ids.next("key"));

        dryRun(path, order).then().statusCode(200);

        as("operator").body(order).post(path).then().statusCode(202);
    }

    @Test
    void itIsRefusedAsTheOrderWouldBe() {
        TestDevice device = TestDevice.registered(WORKSPACE);
        dryRun("/devices/" + device.id() + "/commands", Map.of("command", "a b"))
                .then()
                .statusCode(400);
        in("ws_other", "operator")
                .body(Map.of("command", "reboot"))
                .post("/devices/{id}/commands?dryRun=true", device.id())
                .then()
                .statusCode(404);
        as("viewer")
                .body(Map.of("command", "reboot"))
                .post("/devices/{id}/commands?dryRun=true", device.id())
                .then()
                .statusCode(403);
    }

    private static Response dryRun(String path, Map<String, Object> order) {
        return as("operator").body(order).post(path + "?dryRun=true");
    }
}
