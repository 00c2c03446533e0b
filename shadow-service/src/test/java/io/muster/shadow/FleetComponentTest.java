package io.muster.shadow;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupSnapshot;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.in;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** Desires for many; each test has a workspace of its own. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class FleetComponentTest {

    private static final Map<String, Object> WISH = Map.of("interval", 10);

    private final String workspace = "ws_" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aBatchTellsHowTheDevicesOfAGroupStand() {
        try (TestDevice obedient = TestDevice.registered(workspace).connect();
                TestDevice unwilling = TestDevice.registered(workspace).connect();
                TestDevice absent = TestDevice.registered(workspace)) {
            obedient.subscribe("shadow/delta");
            String group = group(obedient, unwilling, absent);

            Response taken = patchOf(group, 3);

            String batch = taken.then().statusCode(202).extract().path("data.id");
            assertThat(taken.header("Location")).endsWith("/shadow-batches/" + batch);
            eventually()
                    .untilAsserted(
                            () -> look(batch).body("data.waiting", equalTo(0)).body("data.pending", equalTo(3)));
            assertThat(obedient.awaitMessage(0)).contains("\"interval\":10");
            obedient.publish("shadow/reported", "{\"interval\":10}");
            unwilling.publish("shadow/reported", "{\"rejected\":{\"interval\":\"too short\"}}");
            eventually().untilAsserted(() -> look(batch)
                    .body("data.converged", equalTo(1))
                    .body("data.rejected", equalTo(1))
                    .body("data.pending", equalTo(1)));
        }
    }

    @Test
    void listedDevicesAreChangedAndStrangersAreNamed() {
        TestDevice one = known();
        TestDevice other = known();
        TestDevice stranger = TestDevice.registered("ws_strangers");

        String batch = patch(
                        "/devices/bulk/shadow",
                        Map.of(
                                "deviceIds",
                                List.of(one.id(), one.deviceId(), other.deviceId(), stranger.id(), "nobody"),
                                "desired",
                                WISH))
                .then()
                .statusCode(202)
                .body("data.total", equalTo(2))
                .body("data.unknown", contains(stranger.id(), "nobody"))
                .extract()
                .path("data.id");

        eventually().untilAsserted(() -> look(batch).body("data.pending", equalTo(2)));
        for (TestDevice device : List.of(one, other)) {
            in(workspace, "viewer")
                    .get("/devices/{id}/shadow", device.id())
                    .then()
                    .body("data.desired.interval", equalTo(10));
        }
    }

    @Test
    void aRequestThatIsRepeatedIsOneBatch() {
        Map<String, Object> body = Map.of("deviceIds", List.of(known().id()), "desired", WISH);
        String key = UUID.randomUUID().toString();

        String first = repeated(key, body);

        assertThat(repeated(key, body)).isEqualTo(first);
    }

    @Test
    void aShadowThatHasNoRoomFailsAlone() {
        TestDevice full = known();
        TestDevice other = known();
        in(workspace, "operator")
                .body(Map.of("desired", Map.of("much", "x".repeat(32_000))))
                .patch("/devices/{id}/shadow", full.id())
                .then()
                .statusCode(200);

        String batch = patch(
                        "/devices/bulk/shadow",
                        Map.of(
                                "deviceIds",
                                List.of(full.id(), other.id()),
                                "desired",
                                Map.of("more", "x".repeat(2_000))))
                .path("data.id");

        eventually().untilAsserted(() -> look(batch)
                .body("data.failed", equalTo(1))
                .body("data.pending", equalTo(1))
                .body("data.failures.device", contains(full.deviceId()))
                .body("data.failures.reason", contains("state-too-large")));
    }

    @Test
    void whatHasDivergedIsListedInPartsUntilItHasConverged() {
        try (TestDevice first = TestDevice.registered(workspace).connect();
                TestDevice second = TestDevice.registered(workspace)) {
            desire(first);
            desire(second);

            String next = diverged("&limit=1")
                    .body("data.id", contains(first.id()))
                    .body("data.deviceId", contains(first.deviceId()))
                    .body("data.keys", contains(contains("interval")))
                    .extract()
                    .path("pagination.nextCursor");
            diverged("&limit=1&cursor=" + next).body("data.id", contains(second.id()));
            String since = diverged("").extract().path("data[1].divergedSince");
            diverged("&since=" + since).body("data.id", hasItem(second.id()));
            diverged("&until=2026-01-01T00:00:00Z").body("data", empty());

            first.publish("shadow/reported", "{\"interval\":10}");
            eventually().untilAsserted(() -> diverged("").body("data.id", contains(second.id())));
        }
    }

    @Test
    void nobodyReachesIntoAnotherWorkspace() {
        TestDevice device = TestDevice.registered(workspace);
        String group = group(device);
        String batch = patchOf(group, 1).path("data.id");

        in("ws_strangers", "viewer").get("/shadow-batches/" + batch).then().statusCode(404);
        in("ws_strangers", "operator")
                .body(Map.of("desired", WISH))
                .patch("/device-groups/" + group + "/shadow")
                .then()
                .statusCode(404);
        in("ws_strangers", "viewer")
                .get("/shadows?diverged=true")
                .then()
                .body("data.findAll { it.id == '" + device.id() + "' }", empty());
    }

    @Test
    void aWrongRequestNamesTheField() {
        refused("/devices/bulk/shadow", Map.of("desired", WISH), "deviceIds");
        refused("/devices/bulk/shadow", Map.of("deviceIds", List.of("a")), "desired");
        refused("/devices/bulk/shadow", Map.of("deviceIds", List.of("a"), "desired", Map.of()), "desired");
        refused("/device-groups/grp_1/shadow", Map.of("desired", Map.of("lastUpdated", 1)), "desired.lastUpdated");
        for (String query : List.of("diverged=false", "diverged=true&since=x", "diverged=true&cursor=x")) {
            in(workspace, "viewer").get("/shadows?" + query).then().statusCode(400);
        }
        in(workspace, "viewer")
                .body(Map.of("desired", WISH))
                .patch("/device-groups/grp_1/shadow")
                .then()
                .statusCode(403);
    }

    private String repeated(String key, Map<String, Object> body) {
        return in(workspace, "operator")
                .header("Idempotency-Key", key)
                .body(body)
                .patch("/devices/bulk/shadow")
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");
    }

    private void refused(String path, Map<String, Object> body, String field) {
        patch(path, body)
                .then()
                .statusCode(400)
                .contentType(endsWith("problem+json"))
                .body("errors.field", hasItem(field));
    }

    private String group(TestDevice... members) {
        String id = "grp_" + UUID.randomUUID().toString().substring(0, 13);
        TestTopics.say(new GroupCreated(
                1, new GroupSnapshot(id, workspace, "pumps", null, List.of(), members.length, null, null)));
        for (TestDevice member : members) {
            TestTopics.say(new MemberAdded(1, workspace, id, member.id()));
        }
        return id;
    }

    /** As soon as the service has heard of all members. */
    private Response patchOf(String group, int members) {
        return eventually()
                .until(
                        () -> patch("/device-groups/" + group + "/shadow", Map.of("desired", WISH)),
                        answer -> Integer.valueOf(members).equals(answer.path("data.total")));
    }

    /** A device of which the service has heard. */
    private TestDevice known() {
        TestDevice device = TestDevice.registered(workspace);
        eventually()
                .until(() -> in(workspace, "viewer")
                                .get("/devices/{id}/shadow", device.id())
                                .statusCode()
                        == 200);
        return device;
    }

    private void desire(TestDevice device) {
        in(workspace, "operator")
                .body(Map.of("desired", WISH))
                .patch("/devices/{id}/shadow", device.id())
                .then()
                .statusCode(200);
    }

    private Response patch(String path, Map<String, ?> body) {
        return in(workspace, "operator").body(body).patch(path);
    }

    private ValidatableResponse look(String batch) {
        return in(workspace, "viewer").get("/shadow-batches/" + batch).then().statusCode(200);
    }

    private ValidatableResponse diverged(String query) {
        return in(workspace, "viewer")
                .get("/shadows?diverged=true" + query)
                .then()
                .statusCode(200);
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(30, SECONDS);
    }
}
