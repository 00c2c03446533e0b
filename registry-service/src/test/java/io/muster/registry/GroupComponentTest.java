package io.muster.registry;

import java.util.List;
import java.util.Map;

import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.GroupEvent.GroupUpdated;
import io.muster.events.LifecycleEvent;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.MembershipEvent.MemberRemoved;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class GroupComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();
    private String first = "";
    private String second = "";

    @BeforeEach
    void registerDevices() {
        first = registry.register("tracker_001");
        second = registry.register("tracker_002");
    }

    @Test
    void aGroupIsMadeOfTheDevicesThatExist() {
        String group = registry.operator()
                .body(
                        """
                        {"name": "Delivery Trucks", "description": "GPS trackers", "tags": ["fleet"],
                         "devices": ["tracker_001", "%s", "nobody"]}
                        """
                                .formatted(second))
                .post("/device-groups")
                .then()
                .statusCode(201)
                .body("data.members", equalTo(2))
                .body("data.results.result", equalTo(List.of("added", "added", "not-found")))
                .body("data.results.device", equalTo(List.of("tracker_001", second, "nobody")))
                .body("data.results[0].id", equalTo(first))
                .extract()
                .path("data.id");

        assertThat(registry.data("/device-groups/" + group).getInt("members")).isEqualTo(2);
        assertThat(members(group)).containsExactly("tracker_001", "tracker_002");
        GroupCreated created = await(GroupCreated.class, group, 1);
        assertThat(created.group().members()).isEqualTo(2);
        assertThat(created.group().name()).isEqualTo("Delivery Trucks");
        assertThat(TestTopics.about(Topic.GROUP_MEMBERS, first))
                .containsExactly(new MemberAdded(1, registry.workspace(), group, first));
        assertThat(TestTopics.about(Topic.GROUP_MEMBERS, second))
                .containsExactly(new MemberAdded(1, registry.workspace(), group, second));
    }

    @Test
    void itsPlaceIsInTheLocation() {
        String group = group("g");

        assertThat(registry.data("/device-groups").getList("id")).isEqualTo(List.of(group));
        registry.operator()
                .body("{\"name\": \"h\"}")
                .post("/device-groups")
                .then()
                .statusCode(201)
                .header(
                        "Location",
                        endsWith(registry.data("/device-groups").<String>get("find { it.name == 'h' }.id")));
    }

    @Test
    void aNameIsTakenOnceInAWorkspace() {
        group("g");

        problem(registry.operator().body("{\"name\": \"g\"}").post("/device-groups"), 409, "group-name-taken");
        problem(registry.operator().body("{\"name\": \"\"}").post("/device-groups"), 400, "invalid-request")
                .body("errors.field", hasItem("name"));
    }

    @Test
    void devicesComeAndGoAndTheCountIsSaid() {
        String group = group("g");

        registry.operator()
                .body(Map.of("devices", List.of("tracker_001", "tracker_002", "nobody", "tracker_001")))
                .post("/device-groups/" + group + "/devices")
                .then()
                .statusCode(200)
                .body("data.members", equalTo(2))
                .body("data.results.result", equalTo(List.of("added", "added", "not-found")));
        registry.operator()
                .body(Map.of("devices", List.of(first)))
                .post("/device-groups/" + group + "/devices")
                .then()
                .statusCode(200)
                .body("data.results.result", equalTo(List.of("already-member")));
        registry.operator()
                .delete("/device-groups/" + group + "/devices/tracker_001")
                .then()
                .statusCode(204);

        assertThat(members(group)).containsExactly("tracker_002");
        assertThat(await(GroupUpdated.class, group, 2).group().members()).isEqualTo(2);
        assertThat(await(GroupUpdated.class, group, 3).group().members()).isEqualTo(1);
        assertThat(TestTopics.about(Topic.GROUP_MEMBERS, first))
                .containsExactly(
                        new MemberAdded(2, registry.workspace(), group, first),
                        new MemberRemoved(3, registry.workspace(), group, first));
        problem(
                registry.operator().delete("/device-groups/" + group + "/devices/tracker_001"),
                404,
                "member-not-found");
        problem(registry.operator().delete("/device-groups/" + group + "/devices/nobody"), 404, "member-not-found");
    }

    @Test
    void membersAreListedFromWhereAPageEnded() {
        String group = registry.group(Map.of("name", "north", "devices", List.of("tracker_001", "tracker_002")));
        String members = "/device-groups/" + group + "/devices?limit=1";
        String cursor = registry.viewer()
                .get(members)
                .then()
                .body("data.deviceId", equalTo(List.of("tracker_001")))
                .extract()
                .path("pagination.nextCursor");

        registry.viewer()
                .get(members + "&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("data.deviceId", equalTo(List.of("tracker_002")))
                .body("pagination.page", equalTo(2));
        problem(registry.viewer().get(members + "&page=2&cursor=" + cursor), 400, "invalid-request");
        problem(registry.viewer().get("/device-groups?q="), 400, "invalid-request");
    }

    @Test
    void aDeletedDeviceLeavesItsGroups() {
        String one = group("one", first, second);
        String two = group("two", first);

        registry.operator().delete("/devices/tracker_001").then().statusCode(204);

        assertThat(members(one)).containsExactly("tracker_002");
        assertThat(members(two)).isEmpty();
        assertThat(await(GroupUpdated.class, one, 2).group().members()).isEqualTo(1);
        assertThat(await(GroupUpdated.class, two, 2).group().members()).isZero();
        assertThat(TestTopics.about(Topic.GROUP_MEMBERS, first))
                .contains(
                        new MemberRemoved(2, registry.workspace(), one, first),
                        new MemberRemoved(2, registry.workspace(), two, first));
        assertThat(registry.data("/devices/" + first + "/purge").getInt("services[0].removed.groupMemberships"))
                .isEqualTo(2);
    }

    @Test
    void aDeletedGroupLetsItsDevicesGo() {
        String group = group("g", first);

        registry.operator().delete("/device-groups/" + group).then().statusCode(204);

        problem(registry.viewer().get("/device-groups/" + group), 404, "group-not-found");
        registry.viewer().get("/devices/tracker_001").then().statusCode(200);
        await(GroupDeleted.class, group, 2);
        MemberRemoved left = new MemberRemoved(2, registry.workspace(), group, first);
        TestTopics.await(Topic.GROUP_MEMBERS, MemberRemoved.class, left::equals);
    }

    @Test
    void anotherWorkspaceSeesNeitherGroupNorDevices() {
        String group = group("g", first);
        RegistryUnderTest other = new RegistryUnderTest();

        problem(other.viewer().get("/device-groups/" + group), 404, "group-not-found");
        problem(other.viewer().get("/device-groups/" + group + "/devices"), 404, "group-not-found");
        problem(
                other.operator().body(Map.of("devices", List.of("x"))).post("/device-groups/" + group + "/devices"),
                404,
                "group-not-found");
        problem(other.operator().delete("/device-groups/" + group), 404, "group-not-found");
        problem(other.operator().delete("/device-groups/" + group + "/devices/" + first), 404, "group-not-found");
        other.operator()
                .body(Map.of("name", "theirs", "devices", List.of(first)))
                .post("/device-groups")
                .then()
                .body("data.members", equalTo(0))
                .body("data.results.result", equalTo(List.of("not-found")));
    }

    @Test
    void aViewerOnlyReads() {
        String group = group("g");

        problem(registry.viewer().body("{\"name\": \"v\"}").post("/device-groups"), 403, "forbidden");
        problem(
                registry.viewer().body(Map.of("devices", List.of(first))).post("/device-groups/" + group + "/devices"),
                403,
                "forbidden");
        problem(registry.viewer().delete("/device-groups/" + group + "/devices/" + first), 403, "forbidden");
        problem(registry.viewer().delete("/device-groups/" + group), 403, "forbidden");
        problem(given().get("/device-groups"), 401, "unauthorized");
    }

    private String group(String name, String... devices) {
        return registry.operator()
                .body(Map.of("name", name, "devices", List.of(devices)))
                .post("/device-groups")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    private List<String> members(String group) {
        return registry.data("/device-groups/" + group + "/devices").getList("deviceId");
    }

    private static <E extends LifecycleEvent> E await(Class<E> kind, String group, long revision) {
        return TestTopics.await(
                Topic.DEVICE_GROUPS, kind, said -> said.subject().equals(group) && said.revision() == revision);
    }
}
