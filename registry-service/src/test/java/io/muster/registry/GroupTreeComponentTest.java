package io.muster.registry;

import java.util.List;
import java.util.Map;

import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

/** How groups are nested. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class GroupTreeComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();
    private final GroupsUnderTest groups = new GroupsUnderTest(registry);

    @Test
    void aGroupIsInsideOfAnother() {
        String fleet = groups.group("fleet", null);
        String trucks = groups.group("trucks", fleet);

        assertThat(registry.data("/device-groups/" + trucks).getString("parent"))
                .isEqualTo(fleet);
        assertThat(groups.names("?parent=" + fleet)).containsExactly("trucks");
        assertThat(groups.names("?parent=none")).containsExactly("fleet");
        assertThat(groups.names("?q=RUCK")).containsExactly("trucks");
        assertThat(groups.names("?q=%")).isEmpty();
        assertThat(groups.names("?name=fleet")).containsExactly("fleet");
        assertThat(groups.names("?limit=1&page=2")).containsExactly("trucks");
        GroupCreated created = TestTopics.await(
                Topic.DEVICE_GROUPS, GroupCreated.class, said -> said.subject().equals(trucks));
        assertThat(created.group().parent()).isEqualTo(fleet);
    }

    @Test
    void aGroupIsNeverInsideOfItself() {
        String a = groups.group("a", null);
        String b = groups.group("b", a);
        String c = groups.group("c", b);

        problem(groups.patch(a, Map.of("parent", c), "*"), 409, "group-in-itself");
        problem(groups.patch(a, Map.of("parent", a), "*"), 409, "group-in-itself");
        assertThat(groups.names("?parent=none")).containsExactly("a");
    }

    @Test
    void twoMovesAtTheSameTimeMakeNoCircle() {
        for (int round = 0; round < 5; round++) {
            String a = groups.group("a" + round, null);
            String b = groups.group("b" + round, null);

            List<Integer> answers = GroupsUnderTest.together(
                    () -> groups.patch(a, Map.of("parent", b), "*").statusCode(),
                    () -> groups.patch(b, Map.of("parent", a), "*").statusCode());

            assertThat(answers).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void groupsAreNestedOnlySoDeep() {
        String tenth = groups.path("1/2/3/4/5/6/7/8/9/10", Map.of())
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");

        problem(groups.post(Map.of("name", "eleven", "parent", tenth)), 409, "group-too-deep");
        problem(groups.path("1/2/3/4/5/6/7/8/9/10/11", Map.of()), 400, "invalid-request")
                .body("errors.field", hasItem("path"));
        String top = groups.group("top", null);
        String first = registry.data("/device-groups?name=1").getString("[0].id");
        problem(groups.patch(first, Map.of("parent", top), "*"), 409, "group-too-deep");
    }

    @Test
    void aGroupWithGroupsInsideIsDeletedOnlyOnPurpose() {
        String leaf = groups.path("a/b/c", Map.of()).path("data.id");
        String root = registry.data("/device-groups?name=a").getString("[0].id");

        problem(registry.operator().delete("/device-groups/" + root), 409, "group-has-children");
        registry.operator()
                .delete("/device-groups/" + root + "?recursive=true")
                .then()
                .statusCode(204);

        assertThat(groups.names("")).isEmpty();
        problem(registry.viewer().get("/device-groups/" + leaf), 404, "group-not-found");
        TestTopics.await(
                Topic.DEVICE_GROUPS, GroupDeleted.class, said -> said.subject().equals(leaf));
        groups.path("a/b/c", Map.of()).then().statusCode(201);
    }

    @Test
    void theMembersOfGroupsInsideAreListedOnRequest() {
        registry.register("above");
        registry.register("inside");
        String plant = groups.path("plant", Map.of("devices", List.of("above"))).path("data.id");
        groups.path("plant/hall/line", Map.of("devices", List.of("inside", "above")))
                .then()
                .statusCode(201);

        assertThat(registry.members(plant)).containsExactly("above");
        assertThat(registry.data("/device-groups/" + plant + "/devices?nested=true")
                        .getList("deviceId"))
                .isEqualTo(List.of("above", "inside"));
        problem(registry.viewer().get("/device-groups/" + plant + "/devices?nested=yes"), 400, "invalid-request");
    }

    @Test
    void anotherWorkspacesGroupsAreNotThere() {
        RegistryUnderTest other = new RegistryUnderTest();
        String theirs = other.group(Map.of("name", "theirs"));
        String ours = groups.group("theirs", null);

        problem(groups.post(Map.of("name", "x", "parent", theirs)), 404, "group-not-found");
        problem(groups.patch(ours, Map.of("parent", theirs), "*"), 404, "group-not-found");
        problem(groups.patch(theirs, Map.of("name", "x"), "*"), 404, "group-not-found");
        problem(registry.viewer().get("/device-groups?parent=" + theirs), 404, "group-not-found");
        problem(registry.operator().delete("/device-groups/" + theirs + "?recursive=true"), 404, "group-not-found");
    }
}
