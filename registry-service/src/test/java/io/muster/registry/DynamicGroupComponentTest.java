package io.muster.registry;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.Session;
import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupUpdated;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.MembershipEvent.MemberRemoved;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Groups whose members a query finds. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DynamicGroupComponentTest {

    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @Inject
    Pool pool;

    @Test
    void itBeginsWithThoseThatTheQueryFinds() {
        String pump = registry.register("pump", Map.of("type", "pump"));
        registry.register("valve", Map.of("type", "valve"));

        String group = post("type = 'pump'")
                .then()
                .statusCode(201)
                .body("data.query", equalTo("type = 'pump'"))
                .body("data.members", equalTo(1))
                .extract()
                .path("data.id");

        assertThat(registry.members(group)).containsExactly("pump");
        assertThat(TestTopics.await(Topic.DEVICE_GROUPS, GroupCreated.class, said -> said.subject()
                                .equals(group))
                        .group()
                        .query())
                .isEqualTo("type = 'pump'");
        TestTopics.await(
                Topic.GROUP_MEMBERS,
                MemberAdded.class,
                said -> said.groupId().equals(group) && said.device().equals(pump));
    }

    @Test
    void aDeviceComesWhenItIsRegisteredAndGoesWhenItIsChanged() {
        String group = dynamic("type = 'pump' and tags has 'wet'");

        String pump = registry.register("pump", Map.of("type", "pump", "tags", List.of("wet")));
        registry.register("valve", Map.of("type", "valve", "tags", List.of("wet")));
        awaitMembers(group, "pump");
        registry.operator()
                .body(Map.of("tags", List.of("dry")))
                .patch("/devices/pump")
                .then()
                .statusCode(200);
        awaitMembers(group);

        MemberRemoved left = TestTopics.await(
                Topic.GROUP_MEMBERS,
                MemberRemoved.class,
                said -> said.groupId().equals(group) && said.device().equals(pump));
        GroupUpdated said = TestTopics.await(
                Topic.DEVICE_GROUPS,
                GroupUpdated.class,
                event -> event.subject().equals(group) && event.revision() == left.revision());
        assertThat(said.group().members()).isZero();
    }

    @Test
    void statusAndBulkChangesAreFollowed() {
        registry.register("a");
        registry.register("b");
        String group = dynamic("status = 'suspended' or tags has 'x'");

        registry.operator()
                .body(Map.of("status", "suspended"))
                .patch("/devices/a/status")
                .then()
                .statusCode(200);
        awaitMembers(group, "a");
        registry.operator()
                .body(Map.of("deviceIds", List.of("b"), "addTags", List.of("x")))
                .post("/devices/bulk/tags")
                .then()
                .statusCode(200);
        awaitMembers(group, "a", "b");
    }

    @Test
    void connectionsAreFollowed() {
        String device = registry.register("d");
        String group = dynamic("connected = true");

        TestTopics.say(new DeviceConnected(
                1,
                registry.workspace(),
                device,
                new Session(7, "broker-1", "mqtt", "10.0.0.1", "crd_1", NOON, null, List.of(), null)));

        awaitMembers(group, "d");
    }

    @Test
    void whatDevicesReportIsFollowed() {
        String device = registry.register("d");
        String group = dynamic("values.sensors.temperature > 30");

        report(device, 1, "{\"sensors\": {\"temperature\": 31}}");
        awaitMembers(group, "d");
        report(device, 2, "{\"sensors\": {\"temperature\": 29}}");
        awaitMembers(group);
    }

    @Test
    void timeIsFollowed() {
        registry.register("d");
        String group = dynamic("createdAt < now-3s");

        awaitMembers(group, "d");
    }

    @Test
    void aDeletedDeviceIsGone() {
        registry.register("d", Map.of("type", "pump"));
        String group = dynamic("type = 'pump'");

        registry.operator().delete("/devices/d").then().statusCode(204);

        assertThat(registry.members(group)).isEmpty();
        assertThat(registry.data("/device-groups/" + group).getInt("members")).isZero();
    }

    @Test
    void anotherQueryFindsOthers() {
        registry.register("pump", Map.of("type", "pump"));
        registry.register("valve", Map.of("type", "valve"));
        String group = dynamic("type = 'pump'");

        patch(group, Map.of("query", "type = 'valve'")).then().statusCode(200).body("data.members", equalTo(1));

        assertThat(registry.members(group)).containsExactly("valve");
        registry.register("gate", Map.of("type", "valve"));
        awaitMembers(group, "valve", "gate");
    }

    @Test
    void aChangeThatWasMadeWhileTheQueryWasNotKnownYetIsFollowedAllTheSame() {
        registry.register("d");
        String group = dynamic("type = 'pump'");
        // As by a transaction that began before the group was there: its note was never written.
        pool.preparedQuery("update device set type = 'pump' where workspace = $1")
                .execute(Tuple.of(registry.workspace()))
                .chain(() -> pool.preparedQuery("delete from device_change where workspace = $1")
                        .execute(Tuple.of(registry.workspace())))
                .await()
                .indefinitely();

        awaitMembers(group, "d");
    }

    @Test
    void nobodyElseSaysWhoIsInIt() {
        registry.register("d");
        String group = dynamic("type = 'pump'");
        Map<String, Object> devices = Map.of("devices", List.of("d"));
        String members = "/device-groups/" + group + "/devices";

        problem(registry.operator().body(devices).post(members), 409, "group-is-dynamic");
        problem(registry.operator().body(devices).delete(members), 409, "group-is-dynamic");
        problem(registry.operator().delete(members + "/d"), 409, "group-is-dynamic");
        Map<String, Object> both = Map.of("name", "x", "query", "type = 'pump'", "devices", List.of("d"));
        problem(registry.operator().body(both).post("/device-groups"), 400, "invalid-request")
                .body("errors.field", contains("devices"));
    }

    @Test
    void aQueryThatCannotBeAskedIsRefused() {
        String group = dynamic("type = 'pump'");

        problem(post("type = "), 400, "invalid-query").body("detail", containsString("column"));
        problem(patch(group, Map.of("query", "colour = 'red'")), 400, "invalid-query");
        problem(post("group = 'other'"), 400, "invalid-request").body("errors.field", contains("query"));
        problem(post("groupTree = 'other'"), 400, "invalid-request");
        Map<String, Object> without = new HashMap<>();
        without.put("query", null);
        problem(patch(group, without), 409, "group-kind-fixed");
        assertThat(registry.data("/device-groups/" + group).getString("query")).isEqualTo("type = 'pump'");
    }

    @Test
    void devicesOfAnotherWorkspaceAreNeverFound() {
        RegistryUnderTest other = new RegistryUnderTest();
        other.register("theirs", Map.of("type", "pump"));
        String group = dynamic("type = 'pump'");

        other.register("more", Map.of("type", "pump"));
        registry.register("ours", Map.of("type", "pump"));

        awaitMembers(group, "ours");
    }

    private String dynamic(String query) {
        return post(query).then().statusCode(201).extract().path("data.id");
    }

    private Response post(String query) {
        return registry.operator().body(Map.of("name", query, "query", query)).post("/device-groups");
    }

    private Response patch(String group, Map<String, Object> patch) {
        return registry.operator().body(patch).patch("/device-groups/" + group);
    }

    private void awaitMembers(String group, String... devices) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(registry.members(group)).containsExactly(devices));
    }

    private void report(String device, long revision, String values) {
        pool.preparedQuery(
                        """
                        insert into device_state (device, revision, values, last_seen) values ($1, $2, $3::text::jsonb, now())
                        on conflict (device) do update set revision = excluded.revision, values = excluded.values
                        """)
                .execute(Tuple.of(device, revision, values))
                .await()
                .indefinitely();
    }
}
