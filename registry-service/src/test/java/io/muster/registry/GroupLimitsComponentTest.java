package io.muster.registry;

import java.util.List;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** What happens at the limits of groups, which are small here. */
@QuarkusTest
@TestProfile(GroupLimitsComponentTest.SmallGroups.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class GroupLimitsComponentTest {

    /** Groups of three devices, which come two at a time. */
    public static class SmallGroups implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.registry.group.members", "3",
                    "muster.registry.group.devices-per-transaction", "2",
                    "muster.registry.group.groups", "4",
                    "muster.registry.group.dynamic-groups", "1");
        }
    }

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @BeforeEach
    void registerDevices() {
        List.of("a", "b", "c", "d", "e").forEach(registry::register);
    }

    @Test
    void whoFindsNoRoomIsNamed() {
        String group = registry.group(Map.of("name", "g"));

        add(group, "a", "b", "c", "d")
                .then()
                .statusCode(200)
                .body("data.members", equalTo(2))
                .body("data.results.result", contains("added", "added", "group-full", "group-full"));
        add(group, "c").then().statusCode(200).body("data.members", equalTo(3));
        problem(add(group, "d"), 409, "group-full");
        assertThat(registry.members(group)).containsExactly("a", "b", "c");
    }

    @Test
    void whoFoundNoRoomInAGroupWithAQueryComesWhenThereIsSome() {
        String group = registry.group(Map.of("name", "g", "query", "type = 'sensor'"));
        assertThat(registry.members(group)).containsExactly("a", "b", "c");

        registry.operator().delete("/devices/a").then().statusCode(204);

        Awaitility.await()
                .untilAsserted(() -> assertThat(registry.members(group)).containsExactly("b", "c", "d"));
    }

    @Test
    void thereAreOnlySoManyGroupsAndQueries() {
        registry.group(Map.of("name", "q", "query", "type = 'pump'"));
        problem(post(Map.of("name", "r", "query", "type = 'pump'")), 409, "too-many-groups");
        registry.group(Map.of("name", "1"));

        problem(post(Map.of("path", "2/3/4")), 409, "too-many-groups");

        assertThat(registry.data("/device-groups").getList("name")).isEqualTo(List.of("1", "q"));
        String last = registry.group(Map.of("name", "2"));
        registry.group(Map.of("name", "3"));
        problem(post(Map.of("name", "4")), 409, "too-many-groups");
        registry.operator().delete("/device-groups/" + last).then().statusCode(204);
        registry.group(Map.of("name", "4"));
    }

    private Response add(String group, String... devices) {
        return registry.operator()
                .body(Map.of("devices", List.of(devices)))
                .post("/device-groups/" + group + "/devices");
    }

    private Response post(Map<String, Object> group) {
        return registry.operator().body(group).post("/device-groups");
    }
}
