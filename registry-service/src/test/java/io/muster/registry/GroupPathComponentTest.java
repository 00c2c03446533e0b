package io.muster.registry;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** Groups that are made by their path, and what they may be called. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class GroupPathComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();
    private final GroupsUnderTest groups = new GroupsUnderTest(registry);

    @Test
    void aPathMakesWhatIsMissingAndAnswersItsLastGroup() {
        registry.register("d");
        String pumps = groups.path("plant/north/pumps", Map.of("description", "wet", "devices", List.of("d")))
                .then()
                .statusCode(201)
                .body("data.name", equalTo("pumps"))
                .body("data.description", equalTo("wet"))
                .body("data.members", equalTo(1))
                .extract()
                .path("data.id");

        groups.path("plant/north/pumps", Map.of("description", "dry", "devices", List.of("d")))
                .then()
                .statusCode(200)
                .body("data.id", equalTo(pumps))
                .body("data.description", equalTo("wet"))
                .body("data.results.result", contains("already-member"));
        String others = groups.path("plant/south/pumps", Map.of())
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
        assertThat(others).isNotEqualTo(pumps);
        assertThat(groups.names("")).containsExactly("north", "plant", "pumps", "pumps", "south");
        assertThat(groups.names("?parent=none")).containsExactly("plant");
    }

    @Test
    void manyWhoAskForTheSamePathGetTheSameGroup() {
        Supplier<String> ask = () -> groups.path("one/two/three", Map.of()).path("data.id");

        List<String> ids = GroupsUnderTest.together(ask, ask, ask, ask, ask, ask);

        assertThat(ids).doesNotContainNull();
        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(groups.names("")).containsExactly("one", "three", "two");
    }

    @Test
    void aNameThatSomebodyGivesIsFreeInTheWholeWorkspace() {
        groups.path("plant/pumps", Map.of()).then().statusCode(201);
        String other = groups.group("other", null);

        problem(groups.post(Map.of("name", "pumps")), 409, "group-name-taken");
        problem(groups.post(Map.of("name", "pumps", "parent", other)), 409, "group-name-taken");
        problem(groups.patch(other, Map.of("name", "pumps"), "*"), 409, "group-name-taken");
        String moved = groups.path("other/pumps", Map.of()).path("data.id");
        String plant = registry.data("/device-groups?name=plant").getString("[0].id");
        problem(groups.patch(moved, Map.of("parent", plant), "*"), 409, "group-name-taken");
    }
}
