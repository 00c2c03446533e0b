package io.muster.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

/** What may and what may not be asked for of many devices at once. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class BulkInputComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @BeforeEach
    void registerADevice() {
        registry.register("d");
    }

    static Stream<Edge> ofTags() {
        return Stream.of("addTags", "removeTags")
                .flatMap(field -> Stream.of(Edge.texts(field, 50), Edge.lengthOfEach(field, 64)));
    }

    @ParameterizedTest
    @MethodSource("ofTags")
    void tagsGoToTheLimitAndNotBeyond(Edge edge) {
        problem(changeTags(edge.beyond()), 400, "invalid-request").body("errors.field", contains(edge.field()));
        assertThat(registry.viewer().get("/devices/d").header("ETag")).isEqualTo("\"1\"");

        changeTags(edge.within()).then().statusCode(200);
    }

    @Test
    void tenThousandDevicesAreNamedAndNotOneMore() {
        Edge edge = Edge.texts("deviceIds", 10_000);

        problem(setStatus(edge.beyond()), 400, "invalid-request").body("errors.field", contains("deviceIds"));
        setStatus(edge.within()).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"deviceIds\": [], \"addTags\": [\"a\"]}",
                "{\"deviceIds\": [\"d\"]}",
                "{\"deviceIds\": [\"d\"], \"query\": \"type = 'x'\", \"addTags\": [\"a\"]}",
                "{\"deviceIds\": [null], \"addTags\": [\"a\"]}",
                "{\"deviceIds\": [\"d\\u0000\"], \"addTags\": [\"a\"]}",
                "{\"deviceIds\": \"d\", \"addTags\": [\"a\"]}",
                "{\"deviceIds\": [\"d\"], \"addTags\": [\"\"]}",
                "{\"deviceIds\": [\"d\"], \"addTags\": [\"a,b\"]}",
                "{\"deviceIds\": [\"d\"], \"addTags\": [\"a\\tb\"]}",
                "{\"deviceIds\": [\"d\"], \"addTags\": [\"\\ud800\"]}",
                "{\"deviceIds\": [\"d\"], \"addTags\": [1e999]}",
                "{\"deviceIds\": [\"d\"], \"addTags\": [\"a\"], \"removeTags\": [\"a\"]}",
                "{\"deviceIds\": [\"d\"], \"addTags\": [\"a\"], \"surprise\": true}",
                "[]"
            })
    void whatCannotBeDoneIsRefusedAndChangesNothing(String body) {
        problem(registry.operator().body(body).post("/devices/bulk/tags"), 400, "invalid-request");
        assertThat(registry.device("d").getList("tags")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "type = 'x",
                "type = 'a\u0000'",
                "colour = 'red'",
                "name = 5",
                "type = 'x'; drop table device",
                "metadata.a = 1e999",
                ""
            })
    void aQueryThatCannotBeReadIsRefused(String query) {
        problem(changeTags(Map.of("query", query, "addTags", List.of("a"))), 400, "invalid-query")
                .body("errors.field", contains("query"));
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] body = Edge.brokenText("{\"deviceIds\": [\"d\"], \"addTags\": [\"", "\"]}");

        problem(registry.operator().body(body).post("/devices/bulk/tags"), 400, "invalid-request");
    }

    private Response changeTags(Map<String, Object> change) {
        Map<String, Object> body = new HashMap<>(change);
        if (!change.containsKey("query")) {
            body.put("deviceIds", List.of("d"));
        }
        return registry.operator().body(body).post("/devices/bulk/tags");
    }

    private Response setStatus(Map<String, Object> target) {
        Map<String, Object> body = new HashMap<>(target);
        body.put("status", "suspended");
        return registry.operator().body(body).patch("/devices/bulk/status");
    }
}
