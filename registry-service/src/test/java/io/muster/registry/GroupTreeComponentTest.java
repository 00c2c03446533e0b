package io.muster.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.GroupEvent.GroupUpdated;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

/** What groups are called and how they are nested. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class GroupTreeComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @Test
    void aGroupIsInsideOfAnother() {
        String fleet = group("fleet", null);
        String trucks = group("trucks", fleet);

        assertThat(registry.data("/device-groups/" + trucks).getString("parent"))
                .isEqualTo(fleet);
        assertThat(names("?parent=" + fleet)).containsExactly("trucks");
        assertThat(names("?parent=none")).containsExactly("fleet");
        assertThat(names("?q=RUCK")).containsExactly("trucks");
        assertThat(names("?q=%")).isEmpty();
        assertThat(names("?name=fleet")).containsExactly("fleet");
        assertThat(names("?limit=1&page=2")).containsExactly("trucks");
        GroupCreated created = TestTopics.await(
                Topic.DEVICE_GROUPS, GroupCreated.class, said -> said.subject().equals(trucks));
        assertThat(created.group().parent()).isEqualTo(fleet);
    }

    @Test
    void aPatchChangesWhatItNamesAndTheETagWithIt() {
        String fleet = group("fleet", null);
        String trucks = registry.group(Map.of("name", "trucks", "tags", List.of("a")));
        String etag = registry.viewer().get("/device-groups/" + trucks).header("ETag");

        String changed = patch(trucks, Map.of("name", "lorries", "description", "large", "parent", fleet), etag)
                .then()
                .statusCode(200)
                .body("data.name", equalTo("lorries"))
                .body("data.description", equalTo("large"))
                .body("data.tags", contains("a"))
                .body("data.parent", equalTo(fleet))
                .extract()
                .header("ETag");

        assertThat(changed).isNotEqualTo(etag);
        problem(patch(trucks, Map.of("name", "x"), etag), 412, "group-changed");
        GroupUpdated said = TestTopics.await(Topic.DEVICE_GROUPS, GroupUpdated.class, event -> event.subject()
                .equals(trucks));
        assertThat(said.group().name()).isEqualTo("lorries");
        assertThat(said.group().parent()).isEqualTo(fleet);
        Map<String, Object> top = new HashMap<>();
        top.put("parent", null);
        patch(trucks, top, changed).then().statusCode(200).body("data.parent", nullValue());
    }

    @Test
    void whoComesAndGoesDoesNotSpoilAPatch() {
        String group = group("g", null);
        String etag = registry.viewer().get("/device-groups/" + group).header("ETag");
        registry.register("d");
        registry.operator()
                .body(Map.of("devices", List.of("d")))
                .post("/device-groups/" + group + "/devices")
                .then()
                .statusCode(200);

        patch(group, Map.of("description", "new"), etag).then().statusCode(200).body("data.members", equalTo(1));
    }

    @Test
    void aPatchThatChangesNothingKeepsTheETag() {
        String group = group("g", null);
        String etag = registry.viewer().get("/device-groups/" + group).header("ETag");

        assertThat(patch(group, Map.of("name", "g"), etag).header("ETag")).isEqualTo(etag);
    }

    @Test
    void aGroupIsNeverInsideOfItself() {
        String a = group("a", null);
        String b = group("b", a);
        String c = group("c", b);

        problem(patch(a, Map.of("parent", c), "*"), 409, "group-in-itself");
        problem(patch(a, Map.of("parent", a), "*"), 409, "group-in-itself");
        assertThat(names("?parent=none")).containsExactly("a");
    }

    @Test
    void twoMovesAtTheSameTimeMakeNoCircle() {
        for (int round = 0; round < 5; round++) {
            String a = group("a" + round, null);
            String b = group("b" + round, null);

            List<Integer> answers = together(
                    () -> patch(a, Map.of("parent", b), "*").statusCode(),
                    () -> patch(b, Map.of("parent", a), "*").statusCode());

            assertThat(answers).containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void aPathMakesWhatIsMissingAndAnswersItsLastGroup() {
        registry.register("d");
        String pumps = path("plant/north/pumps", Map.of("description", "wet", "devices", List.of("d")))
                .then()
                .statusCode(201)
                .body("data.name", equalTo("pumps"))
                .body("data.description", equalTo("wet"))
                .body("data.members", equalTo(1))
                .extract()
                .path("data.id");

        path("plant/north/pumps", Map.of("description", "dry", "devices", List.of("d")))
                .then()
                .statusCode(200)
                .body("data.id", equalTo(pumps))
                .body("data.description", equalTo("wet"))
                .body("data.results.result", contains("already-member"));
        String others = path("plant/south/pumps", Map.of())
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
        assertThat(others).isNotEqualTo(pumps);
        assertThat(names("")).containsExactly("north", "plant", "pumps", "pumps", "south");
        assertThat(names("?parent=none")).containsExactly("plant");
    }

    @Test
    void manyWhoAskForTheSamePathGetTheSameGroup() {
        Supplier<String> ask = () -> path("one/two/three", Map.of()).path("data.id");

        List<String> ids = together(ask, ask, ask, ask, ask, ask);

        assertThat(ids).doesNotContainNull();
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(names("")).containsExactly("one", "three", "two");
    }

    @Test
    void aNameThatSomebodyGivesIsFreeInTheWholeWorkspace() {
        path("plant/pumps", Map.of()).then().statusCode(201);
        String other = group("other", null);

        problem(post(Map.of("name", "pumps")), 409, "group-name-taken");
        problem(post(Map.of("name", "pumps", "parent", other)), 409, "group-name-taken");
        problem(patch(other, Map.of("name", "pumps"), "*"), 409, "group-name-taken");
        String moved = path("other/pumps", Map.of()).path("data.id");
        String plant = registry.data("/device-groups?name=plant").getString("[0].id");
        problem(patch(moved, Map.of("parent", plant), "*"), 409, "group-name-taken");
    }

    @Test
    void groupsAreNestedOnlySoDeep() {
        String tenth = path("1/2/3/4/5/6/7/8/9/10", Map.of())
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");

        problem(post(Map.of("name", "eleven", "parent", tenth)), 409, "group-too-deep");
        problem(path("1/2/3/4/5/6/7/8/9/10/11", Map.of()), 400, "invalid-request")
                .body("errors.field", hasItem("path"));
        String top = group("top", null);
        String first = registry.data("/device-groups?name=1").getString("[0].id");
        problem(patch(first, Map.of("parent", top), "*"), 409, "group-too-deep");
    }

    @Test
    void aGroupWithGroupsInsideIsDeletedOnlyOnPurpose() {
        String leaf = path("a/b/c", Map.of()).path("data.id");
        String root = registry.data("/device-groups?name=a").getString("[0].id");

        problem(registry.operator().delete("/device-groups/" + root), 409, "group-has-children");
        registry.operator()
                .delete("/device-groups/" + root + "?recursive=true")
                .then()
                .statusCode(204);

        assertThat(names("")).isEmpty();
        problem(registry.viewer().get("/device-groups/" + leaf), 404, "group-not-found");
        TestTopics.await(
                Topic.DEVICE_GROUPS, GroupDeleted.class, said -> said.subject().equals(leaf));
        path("a/b/c", Map.of()).then().statusCode(201);
    }

    @Test
    void theMembersOfGroupsInsideAreListedOnRequest() {
        registry.register("above");
        registry.register("inside");
        String plant = path("plant", Map.of("devices", List.of("above"))).path("data.id");
        path("plant/hall/line", Map.of("devices", List.of("inside", "above")))
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
        String ours = group("theirs", null);

        problem(post(Map.of("name", "x", "parent", theirs)), 404, "group-not-found");
        problem(patch(ours, Map.of("parent", theirs), "*"), 404, "group-not-found");
        problem(patch(theirs, Map.of("name", "x"), "*"), 404, "group-not-found");
        problem(registry.viewer().get("/device-groups?parent=" + theirs), 404, "group-not-found");
        problem(registry.operator().delete("/device-groups/" + theirs + "?recursive=true"), 404, "group-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\": \"\"}",
                "{\"path\": \"a//b\"}",
                "{\"path\": \"/a\"}",
                "{\"path\": \"a\", \"name\": \"a\"}",
                "{\"path\": \"a\", \"parent\": \"grp_1\"}",
                "{\"path\": \"a\", \"query\": \"type = 'x'\"}",
                "{\"name\": \"a/b\"}",
                "{\"name\": \" \"}",
                "{\"name\": \"a\\u0000\"}",
                "{\"name\": \"a\", \"tags\": [null]}",
                "{\"name\": \"a\", \"devices\": [null]}",
                "{\"name\": \"a\", \"surprise\": 1}",
                "{\"name\": 1}"
            })
    void whatCannotBeAGroupIsRefused(String body) {
        problem(registry.operator().body(body).post("/device-groups"), 400, "invalid-request");
        assertThat(names("")).isEmpty();
    }

    @Test
    void whatCannotBeChangedIsRefused() {
        String group = group("g", null);

        problem(patch(group, Map.of("members", 3, "name", 1), "*"), 400, "invalid-request")
                .body("errors.field", contains("members", "name"));
        problem(patch(group, Map.of("name", "x".repeat(201)), "*"), 400, "invalid-request");
        problem(patch(group, Map.of("query", "type = 'x'"), "*"), 409, "group-kind-fixed");
        problem(registry.viewer().get("/device-groups?sort=name"), 400, "invalid-request");
    }

    private String group(String name, @Nullable String parent) {
        return registry.group(parent == null ? Map.of("name", name) : Map.of("name", name, "parent", parent));
    }

    private Response path(String path, Map<String, Object> more) {
        Map<String, Object> group = new HashMap<>(more);
        group.put("path", path);
        return post(group);
    }

    private Response post(Map<String, Object> group) {
        return registry.operator().body(group).post("/device-groups");
    }

    private Response patch(String group, Map<String, Object> patch, String ifMatch) {
        return registry.operator().header("If-Match", ifMatch).body(patch).patch("/device-groups/" + group);
    }

    private List<String> names(String query) {
        return registry.data("/device-groups" + query).getList("name");
    }

    @SafeVarargs
    private static <T> List<T> together(Supplier<T>... calls) {
        List<CompletableFuture<T>> answers =
                Stream.of(calls).map(CompletableFuture::supplyAsync).toList();
        return answers.stream().map(CompletableFuture::join).toList();
    }
}
