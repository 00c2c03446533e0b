package io.muster.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

/** What may and what may not be said of a group and its members. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class GroupInputComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    static Stream<Edge> ofProfile() {
        return Stream.of(
                Edge.text("name", 200),
                Edge.text("description", 2000),
                Edge.texts("tags", 50),
                Edge.lengthOfEach("tags", 64));
    }

    static Stream<Edge> ofNewGroup() {
        return Stream.concat(ofProfile(), Stream.of(Edge.texts("devices", 10_000)));
    }

    static Stream<Edge> ofPath() {
        return Stream.of(
                Edge.text("path", 200),
                new Edge("path", Map.of("path", "1/2/3/4/5/6/7/8/9/10"), Map.of("path", "1/2/3/4/5/6/7/8/9/10/11")));
    }

    @ParameterizedTest
    @MethodSource("ofNewGroup")
    void aNewGroupGoesToTheLimitAndNotBeyond(Edge edge) {
        problem(post(named("g", edge.beyond())), 400, "invalid-request").body("errors.field", contains(edge.field()));
        assertThat(names()).isEmpty();

        post(named("g", edge.within())).then().statusCode(201);
    }

    @ParameterizedTest
    @MethodSource("ofPath")
    void aPathGoesToTheLimitAndNotBeyond(Edge edge) {
        problem(post(edge.beyond()), 400, "invalid-request").body("errors.field", hasItem(edge.field()));
        assertThat(names()).isEmpty();

        post(edge.within()).then().statusCode(201);
    }

    @ParameterizedTest
    @MethodSource("ofProfile")
    void aChangedGroupGoesToTheLimitAndNotBeyond(Edge edge) {
        String group = registry.group(Map.of("name", "g"));
        String etag = registry.viewer().get("/device-groups/" + group).header("ETag");

        problem(patch(group, edge.beyond()), 400, "invalid-request").body("errors.field", contains(edge.field()));
        assertThat(registry.viewer().get("/device-groups/" + group).header("ETag"))
                .isEqualTo(etag);

        patch(group, edge.within()).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"path\": \"\"}",
                "{\"path\": \"a//b\"}",
                "{\"path\": \"/a\"}",
                "{\"path\": \"a\", \"name\": \"a\"}",
                "{\"path\": \"a\", \"parent\": \"grp_1\"}",
                "{\"name\": \"a\", \"parent\": \"\\u0000\"}",
                "{\"path\": \"a\", \"query\": \"type = 'x'\"}",
                "{\"name\": \"a/b\"}",
                "{\"name\": \" \"}",
                "{\"name\": \"a\\u0000\"}",
                "{\"name\": \"a\\tb\"}",
                "{\"path\": \"a/b\\u001b\"}",
                "{\"name\": \"a\", \"description\": \"\\u0007\"}",
                "{\"name\": \"a\", \"description\": \"\\ud800\"}",
                "{\"name\": \"a\", \"tags\": [null]}",
                "{\"name\": \"a\", \"tags\": [\"\\u0000\"]}",
                "{\"name\": \"a\", \"devices\": [null]}",
                "{\"name\": \"a\", \"devices\": [\"\\u0000\"]}",
                "{\"name\": \"a\", \"devices\": \"d\"}",
                "{\"name\": \"a\", \"surprise\": 1}",
                "{\"name\": 1}",
                "{\"name\": {}}",
                "[]",
                "null"
            })
    void whatCannotBeAGroupIsRefused(String body) {
        problem(post(body), 400, "invalid-request");
        assertThat(names()).isEmpty();
    }

    @Test
    void whatCannotBeChangedIsRefused() {
        String group = registry.group(Map.of("name", "g"));

        problem(patch(group, Map.of("members", 3, "name", 1)), 400, "invalid-request")
                .body("errors.field", contains("members", "name"));
        problem(patch(group, Map.of("query", "type = 'x'")), 409, "group-kind-fixed");
        problem(patch(group, "{\"parent\": \"\\u0000\"}"), 400, "invalid-request")
                .body("errors.field", contains("parent"));
        problem(registry.viewer().get("/device-groups?sort=name"), 400, "invalid-request");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        String group = registry.group(Map.of("name", "g"));

        problem(post(Edge.brokenText("{\"name\": \"", "\"}")), 400, "invalid-request");
        problem(patch(group, Edge.brokenText("{\"name\": \"", "\"}")), 400, "invalid-request");
        problem(enter(group, Edge.brokenText("{\"devices\": [\"", "\"]}")), 400, "invalid-request");
    }

    @Test
    void tenThousandDevicesComeInOneRequestHoweverLongTheirNames() {
        String group = registry.group(Map.of("name", "g"));
        List<String> names =
                IntStream.range(0, 10_001).mapToObj(i -> "n".repeat(200) + i).toList();

        problem(enter(group, Map.of("devices", names)), 400, "invalid-request")
                .body("errors.field", contains("devices"));
        enter(group, Map.of("devices", names.subList(0, 10_000)))
                .then()
                .statusCode(200)
                .body("data.results", hasSize(10_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"devices\": []}",
                "{\"devices\": [1, {}]}",
                "{\"devices\": [\"\\u0000\"]}",
                "{\"devices\": [\"a\"], \"x\": 1}"
            })
    void whatIsNoListOfDevicesIsRefused(String body) {
        problem(enter(registry.group(Map.of("name", "g")), body), 400, "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?q=%00", "?name=%00", "?parent=a%00", "/a%00", "/a%00/devices"})
    void whatNoTextCanContainIsNotAskedFor(String path) {
        problem(registry.viewer().urlEncodingEnabled(false).get("/device-groups" + path), 400, "invalid-request");
    }

    private static Map<String, Object> named(String name, Map<String, Object> more) {
        Map<String, Object> group = new HashMap<>(Map.of("name", name));
        group.putAll(more);
        return group;
    }

    private Response post(Object group) {
        return registry.operator().body(group).post("/device-groups");
    }

    private Response patch(String group, Object patch) {
        return registry.operator().body(patch).patch("/device-groups/" + group);
    }

    private Response enter(String group, Object devices) {
        return registry.operator().body(devices).post("/device-groups/" + group + "/devices");
    }

    private List<String> names() {
        return registry.data("/device-groups").getList("name");
    }
}
