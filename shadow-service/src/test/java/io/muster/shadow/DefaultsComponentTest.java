package io.muster.shadow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.GroupEvent.GroupSnapshot;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.MembershipEvent.MemberRemoved;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.in;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** What is desired of many where nothing else is desired of one; each test has a workspace of its own. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class DefaultsComponentTest {

    /** Of every device of a test. */
    private static final String TYPE = "sensor";

    private final String workspace = "ws_" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void defaultsReachTheDevicesAndTheUpperLayerCounts() {
        try (TestDevice device = TestDevice.registered(workspace).connect()) {
            device.subscribe("shadow/delta");
            desire(device, "{\"d\":4}");
            put("workspace/-", Map.of("a", 1, "b", 1, "c", 1, "d", 1));
            put("type/" + TYPE, Map.of("b", 2, "c", 2));
            put("group/" + groupOf(device), Map.of("c", 3));

            eventually().untilAsserted(() -> shadow(device)
                    .body("data.desired.a", equalTo(1))
                    .body("data.desired.b", equalTo(2))
                    .body("data.desired.c", equalTo(3))
                    .body("data.desired.d", equalTo(4)));
            explain(device)
                    .body("data.keys.a.layer", equalTo("workspace"))
                    .body("data.keys.b.layer", equalTo("type"))
                    .body("data.keys.b.layerKey", equalTo(TYPE))
                    .body("data.keys.c.layer", equalTo("group"))
                    .body("data.keys.d.layer", equalTo("device"))
                    .body("data.keys.d.status", equalTo("pending"));
            eventually().until(() -> device.messages().stream().anyMatch(delta -> delta.contains("\"c\":3")));
        }
    }

    @Test
    void whatALayerNoLongerSaysGoesAgain() {
        TestDevice device = TestDevice.registered(workspace);
        put("workspace/-", Map.of("a", 1));
        put("type/" + TYPE, Map.of("a", 2));
        eventually().untilAsserted(() -> shadow(device).body("data.desired.a", equalTo(2)));

        in(workspace, "operator")
                .delete("/shadow-defaults/type/{type}", TYPE)
                .then()
                .statusCode(204);

        eventually().untilAsserted(() -> shadow(device).body("data.desired.a", equalTo(1)));
        put("workspace/-", Map.of());
        eventually().untilAsserted(() -> shadow(device).body("data.desired.a", nullValue()));
    }

    @Test
    void whatIsTakenBackOfTheDeviceFallsToTheDefault() {
        TestDevice device = TestDevice.registered(workspace);
        put("workspace/-", Map.of("a", 1));
        desire(device, "{\"a\":5}");

        desire(device, "{\"a\":null}").body("data.desired.a", equalTo(1));

        desire(device, "{\"a\":6}");
        in(workspace, "operator")
                .delete("/devices/{id}/shadow", device.id())
                .then()
                .statusCode(200)
                .body("data.desired.a", equalTo(1));
    }

    @Test
    void whatALayerSaysIsNotSaidAnewWhenTheRestIsReplaced() {
        try (TestDevice device = TestDevice.registered(workspace).connect()) {
            put("workspace/-", Map.of("a", 1));
            eventually().untilAsserted(() -> shadow(device).body("data.desired.a", equalTo(1)));
            device.publish("shadow/reported", "{\"rejected\":{\"a\":\"not in winter\"}}");
            eventually().untilAsserted(() -> shadow(device).body("data.version", equalTo(2)));
            String since = explain(device).extract().path("data.keys.a.since");
            device.subscribe("shadow/delta");

            replace(device, "{\"b\":1}").body("data.version", equalTo(3));
            device.awaitMessage(0);

            replace(device, "{\"b\":1}").body("data.version", equalTo(3));
            desire(device, "{\"a\":null}").body("data.version", equalTo(3));
            explain(device).body("data.keys.a.status", equalTo("rejected")).body("data.keys.a.since", equalTo(since));
            assertThat(new JsonPath(device.messages().get(0)).getMap("state")).isEqualTo(Map.of("b", 1));
            desire(device, "{\"b\":2}");
            device.awaitMessage(1);
            assertThat(new JsonPath(device.messages().get(1)).getInt("version")).isEqualTo(4);
        }
    }

    @Test
    void whatWasDesiredOnceIsDesiredAgainAndWhatALayerSaysStaysTheLayers() {
        TestDevice device = TestDevice.registered(workspace);
        put("workspace/-", Map.of("a", 1));
        eventually().untilAsserted(() -> shadow(device).body("data.desired.a", equalTo(1)));
        desire(device, "{\"b\":1}");
        desire(device, "{\"b\":2}");

        in(workspace, "operator")
                .body(Map.of("version", 2))
                .post("/devices/{id}/shadow/revert", device.id())
                .then()
                .statusCode(200)
                .body("data.desired.b", equalTo(1));

        explain(device).body("data.keys.a.layer", equalTo("workspace"));
    }

    @Test
    void whatADeletedGroupSaidGoes() {
        TestDevice device = TestDevice.registered(workspace);
        String group = groupOf(device);
        put("group/" + group, Map.of("a", 1));
        eventually().untilAsserted(() -> shadow(device).body("data.desired.a", equalTo(1)));

        TestTopics.say(
                new GroupDeleted(2, new GroupSnapshot(group, workspace, "pumps", null, List.of(), 1, null, null)));

        eventually().untilAsserted(() -> shadow(device).body("data.desired.a", nullValue()));
        in(workspace, "viewer").get("/shadow-defaults").then().body("data", equalTo(List.of()));
    }

    @Test
    void newcomersGetTheDefaultsAndWhoLeavesAGroupLosesItsOwn() {
        put("workspace/-", Map.of("a", 1));
        TestDevice device = TestDevice.registered(workspace);
        eventually().untilAsserted(() -> shadow(device).body("data.desired.a", equalTo(1)));
        String group = groupOf();
        put("group/" + group, Map.of("a", 2));

        TestTopics.say(new MemberAdded(1, workspace, group, device.id()));
        eventually().untilAsserted(() -> shadow(device).body("data.desired.a", equalTo(2)));
        TestTopics.say(new MemberRemoved(2, workspace, group, device.id()));

        eventually().untilAsserted(() -> shadow(device).body("data.desired.a", equalTo(1)));
    }

    @Test
    void anExplanationSaysWhetherTheDeviceHasItOrWhyItRefused() {
        try (TestDevice device = TestDevice.registered(workspace).connect()) {
            desire(device, "{\"a\":1,\"b\":{\"c\":2},\"d\":3}");
            device.publish("shadow/reported", "{\"a\":1}");
            device.publish("shadow/reported", "{\"rejected\":{\"b\":\"not in winter\"}}");

            eventually().untilAsserted(() -> explain(device)
                    .body("data.keys.a.status", equalTo("converged"))
                    .body("data.keys.'b.c'.status", equalTo("rejected"))
                    .body("data.keys.'b.c'.reason", equalTo("not in winter"))
                    .body("data.keys.d.status", equalTo("pending"))
                    .body("data.keys.d.since", notNullValue())
                    .body("data.converged", equalTo(false)));
        }
    }

    @Test
    void defaultsAreListedAndBelongToTheirWorkspace() {
        put("workspace/-", Map.of("a", 1));
        put("type/pump", Map.of("b", 2));

        JsonPath all = in(workspace, "viewer").get("/shadow-defaults").jsonPath();
        assertThat(all.<String>getList("data.layer")).containsExactly("workspace", "type");
        assertThat(all.<String>getList("data.key")).containsExactly("-", "pump");
        in(workspace, "viewer")
                .get("/shadow-defaults/type/pump")
                .then()
                .statusCode(200)
                .body("data.desired.b", equalTo(2));
        in("ws_strangers", "viewer").get("/shadow-defaults/type/pump").then().statusCode(404);
        in("ws_strangers", "operator")
                .body(Map.of("desired", Map.of("a", 2)))
                .put("/shadow-defaults/group/" + groupOf())
                .then()
                .statusCode(404);
    }

    @Test
    void aWrongRequestNamesTheField() {
        refused("place/x", "{\"desired\":{}}", "layer");
        refused("workspace/x", "{\"desired\":{}}", "key");
        refused("type/pump", "{}", "desired");
        refused("type/pump", "{\"desired\":{\"lastUpdated\":1}}", "desired.lastUpdated");
        in(workspace, "viewer")
                .body("{\"desired\":{}}")
                .put("/shadow-defaults/type/pump")
                .then()
                .statusCode(403);
        in(workspace, "viewer").get("/shadow-defaults").then().body("data", equalTo(List.of()));
    }

    private void refused(String layer, String body, String field) {
        in(workspace, "operator")
                .body(body)
                .put("/shadow-defaults/" + layer)
                .then()
                .statusCode(400)
                .body("errors.field", hasItem(field));
    }

    private void put(String layer, Map<String, Object> desired) {
        in(workspace, "operator")
                .body(Map.of("desired", desired))
                .put("/shadow-defaults/" + layer)
                .then()
                .statusCode(200)
                .body("data.desired", equalTo(desired));
    }

    private ValidatableResponse desire(TestDevice device, String patch) {
        return in(workspace, "operator")
                .body("{\"desired\":" + patch + "}")
                .patch("/devices/{id}/shadow", device.id())
                .then()
                .statusCode(200);
    }

    private ValidatableResponse replace(TestDevice device, String desired) {
        return in(workspace, "operator")
                .body("{\"desired\":" + desired + "}")
                .put("/devices/{id}/shadow", device.id())
                .then()
                .statusCode(200);
    }

    private ValidatableResponse shadow(TestDevice device) {
        return in(workspace, "viewer").get("/devices/{id}/shadow", device.id()).then();
    }

    private ValidatableResponse explain(TestDevice device) {
        return in(workspace, "viewer")
                .get("/devices/{id}/shadow/explain", device.id())
                .then()
                .statusCode(200);
    }

    private String groupOf(TestDevice... members) {
        String id = "grp_" + UUID.randomUUID().toString().substring(0, 13);
        TestTopics.say(new GroupCreated(
                1, new GroupSnapshot(id, workspace, "pumps", null, List.of(), members.length, null, null)));
        for (TestDevice member : members) {
            TestTopics.say(new MemberAdded(1, workspace, id, member.id()));
        }
        eventually()
                .until(() -> in(workspace, "operator")
                                .body("{\"desired\":{}}")
                                .put("/shadow-defaults/group/" + id)
                                .statusCode()
                        == 200);
        return id;
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(30, SECONDS);
    }
}
