package io.muster.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.events.GroupEvent.GroupUpdated;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** What a person changes of a group. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class GroupChangeComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();
    private final GroupsUnderTest groups = new GroupsUnderTest(registry);

    @Test
    void aPatchChangesWhatItNamesAndTheETagWithIt() {
        String fleet = groups.group("fleet", null);
        String trucks = registry.group(Map.of("name", "trucks", "tags", List.of("a")));
        String etag = registry.viewer().get("/device-groups/" + trucks).header("ETag");

        String changed = groups.patch(trucks, Map.of("name", "lorries", "description", "large", "parent", fleet), etag)
                .then()
                .statusCode(200)
                .body("data.name", equalTo("lorries"))
                .body("data.description", equalTo("large"))
                .body("data.tags", contains("a"))
                .body("data.parent", equalTo(fleet))
                .extract()
                .header("ETag");

        assertThat(changed).isNotEqualTo(etag);
        problem(groups.patch(trucks, Map.of("name", "x"), etag), 412, "group-changed");
        GroupUpdated said = TestTopics.await(Topic.DEVICE_GROUPS, GroupUpdated.class, event -> event.subject()
                .equals(trucks));
        assertThat(said.group().name()).isEqualTo("lorries");
        assertThat(said.group().parent()).isEqualTo(fleet);
        Map<String, Object> top = new HashMap<>();
        top.put("parent", null);
        groups.patch(trucks, top, changed).then().statusCode(200).body("data.parent", nullValue());
    }

    @Test
    void whoComesAndGoesDoesNotSpoilAPatch() {
        String group = groups.group("g", null);
        String etag = registry.viewer().get("/device-groups/" + group).header("ETag");
        registry.register("d");
        registry.operator()
                .body(Map.of("devices", List.of("d")))
                .post("/device-groups/" + group + "/devices")
                .then()
                .statusCode(200);

        groups.patch(group, Map.of("description", "new"), etag)
                .then()
                .statusCode(200)
                .body("data.members", equalTo(1));
    }

    @Test
    void aPatchThatChangesNothingKeepsTheETag() {
        String group = groups.group("g", null);
        String etag = registry.viewer().get("/device-groups/" + group).header("ETag");

        assertThat(groups.patch(group, Map.of("name", "g"), etag).header("ETag"))
                .isEqualTo(etag);
    }
}
