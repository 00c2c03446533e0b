package io.muster.registry;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** What may and what may not be said of a device, and asked of the list of all. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceInputComponentTest {

    private static final Map<String, Object> DEVICE = Map.of("deviceId", "d", "type", "sensor", "name", "Sensor");

    private final RegistryUnderTest registry = new RegistryUnderTest();

    static Stream<Edge> ofRegistration() {
        return Stream.concat(Stream.of(Edge.text("deviceId", 1000)), Edge.ofProfile());
    }

    static Stream<Edge> ofPatch() {
        return Stream.concat(
                Edge.ofProfile(),
                Stream.of(
                        location("lat", 90, 90.000001),
                        location("lat", -90, -91),
                        location("lng", 180, 180.000001),
                        location("lng", -180, -181),
                        location("accuracy", 0, -1),
                        location(
                                "timestamp",
                                Instant.now().plusSeconds(200).toString(),
                                Instant.now().plusSeconds(900).toString())));
    }

    private static Edge location(String field, Object within, Object beyond) {
        return new Edge(
                "location." + field,
                Map.of("location", at(Map.of(field, within))),
                Map.of("location", at(Map.of(field, beyond))));
    }

    private static Map<String, Object> at(Map<String, Object> more) {
        return with(Map.of("lat", 1, "lng", 1), more);
    }

    @ParameterizedTest
    @MethodSource("ofRegistration")
    void aNewDeviceGoesToTheLimitAndNotBeyond(Edge edge) {
        problem(register(with(DEVICE, edge.beyond())), 400, "invalid-request")
                .body("errors.field", contains(edge.field()));
        assertThat(registry.listed("")).isEmpty();

        register(with(DEVICE, edge.within())).then().statusCode(201);
    }

    @ParameterizedTest
    @MethodSource("ofPatch")
    void aChangedDeviceGoesToTheLimitAndNotBeyond(Edge edge) {
        registry.register("d");

        problem(patch(edge.beyond()), 400, "invalid-request").body("errors.field", contains(edge.field()));
        assertThat(registry.viewer().get("/devices/d").header("ETag")).isEqualTo("\"1\"");

        patch(edge.within()).then().statusCode(200).header("ETag", "\"2\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"metadata\": {\"a\": 1e999}}' | metadata",
                "'{\"metadata\": {\"a\": [-1e999]}}' | metadata",
                "'{\"metadata\": {\"a\": \"\\u0000\"}}' | metadata",
                "'{\"metadata\": []}' | metadata",
                "'{\"type\": 1}' | type",
                "'{\"type\": \" \"}' | type",
                "'{\"name\": null}' | name",
                "'{\"name\": {}}' | name",
                "'{\"description\": [\"a\"]}' | description",
                "'{\"description\": \"\\u0000\"}' | description",
                "'{\"tags\": \"a\"}' | tags",
                "'{\"tags\": [\"\"]}' | tags",
                "'{\"tags\": [\"a,b\"]}' | tags",
                "'{\"tags\": [\"a\\nb\"]}' | tags",
                "'{\"info\": \"a\"}' | info",
                "'{\"info\": {\"firmware\": {}}}' | info.firmware",
                "'{\"info\": {\"colour\": \"red\"}}' | info.colour",
                "'{\"location\": {\"lat\": 1e999, \"lng\": 1}}' | location.lat",
                "'{\"location\": {\"lat\": \"1\", \"lng\": 1}}' | location.lat",
                "'{\"location\": {\"lat\": 1, \"lng\": 1, \"accuracy\": 1e999}}' | location.accuracy",
                "'{\"location\": {\"lat\": 1, \"lng\": 1, \"timestamp\": \"noon\"}}' | location.timestamp",
                "'{\"location\": {\"lat\": 1, \"lng\": 1, \"height\": 1}}' | location.height",
                "'{\"location\": {\"lat\": 1}}' | location.lng",
                "'{\"workspace\": \"other\"}' | workspace",
            })
    void aFieldThatIsWrongIsNamedAndNothingIsChanged(String body, String field) {
        registry.register("d");

        problem(patch(body), 400, "invalid-request").body("errors.field", hasItem(field));
        assertThat(registry.viewer().get("/devices/d").header("ETag")).isEqualTo("\"1\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a+b", "a#b", "a\tb", "a\u007fb", "a\u0085b", ".", "..", "dev_0abcdefghjkmn", " "})
    void aDeviceIdIsRefusedThatNoPathOrTopicCanCarry(String deviceId) {
        problem(register(with(DEVICE, Map.of("deviceId", deviceId))), 400, "invalid-request")
                .body("errors.field", contains("deviceId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ü", "機", "𝒟"})
    void aDeviceIdOfThousandLettersFitsIntoAPath(String letter) {
        String deviceId = letter.repeat(1000);
        String id = registry.register(deviceId, Map.of("name", "n"));

        registry.viewer().get("/devices/{id}", deviceId).then().statusCode(200).body("data.id", equalTo(id));
        registry.operator().delete("/devices/{id}", deviceId).then().statusCode(204);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"NaN", "Infinity", "01", "0x1", "'a'", "{\"a\": 1} /* */", "{\"a\": 1,}", "{\"\\udc00\": 1}"})
    void whatIsNotJsonIsRefused(String value) {
        problem(patch("{\"metadata\": {\"a\": " + value + "}}"), 400, "invalid-request");
    }

    @Test
    void jsonThatWouldTakeLongToReadIsRefused() {
        registry.register("d");

        problem(patch("{\"metadata\": {\"a\": " + "9".repeat(5000) + "}}"), 400, "invalid-request");
        problem(patch("{\"metadata\": " + "[".repeat(1000) + "}"), 400, "invalid-request");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        problem(patch(Edge.brokenText("{\"name\": \"", "\"}")), 400, "invalid-request");
        problem(
                register(Edge.brokenText("{\"deviceId\": \"d\", \"type\": \"t\", \"name\": \"", "\"}")),
                400,
                "invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"type", "q", "tags", "anyTag", "group", "info.model", "metadata.a", "metadata.a%00", "info.%00"})
    void whatNoTextCanContainIsNotAskedFor(String parameter) {
        problem(
                registry.viewer().urlEncodingEnabled(false).get("/devices?" + parameter + "=a%00"),
                400,
                "invalid-request");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=500, limit=501, limit",
        "limit=1, limit=0, limit",
        "page=1, page=0, page",
        "q=1+2+3+4+5+6+7+8+9+10, q=1+2+3+4+5+6+7+8+9+10+11, q",
        "sort=name:desc, sort=name:down, sort",
        "connected=true, connected=yes, connected",
        "status=active, status=asleep, status",
        "updatedSince=2026-01-31T12:00:00Z, updatedSince=yesterday, updatedSince",
        "info.model=x, info.colour=x, info.colour",
        "type=x, kind=x, kind",
    })
    void aListIsAskedForWithinLimits(String within, String beyond, String field) {
        registry.viewer()
                .urlEncodingEnabled(false)
                .get("/devices?" + within)
                .then()
                .statusCode(200);

        problem(registry.viewer().urlEncodingEnabled(false).get("/devices?" + beyond), 400, "invalid-request")
                .body("errors.field", contains(field));
    }

    @Test
    void aDeviceOfAnotherWorkspaceIsNotThere() {
        String theirs = new RegistryUnderTest().register("d");

        problem(registry.viewer().get("/devices/" + theirs), 404, "device-not-found");
        problem(registry.operator().body("{}").patch("/devices/" + theirs), 404, "device-not-found");
        problem(registry.operator().delete("/devices/" + theirs), 404, "device-not-found");
        problem(registry.viewer().urlEncodingEnabled(false).get("/devices/a%00"), 400, "invalid-request");
    }

    private Response register(Object device) {
        return registry.operator().body(device).post("/devices/register");
    }

    private Response patch(Object patch) {
        return registry.operator().body(patch).patch("/devices/d");
    }

    private static Map<String, Object> with(Map<String, Object> fields, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(fields);
        all.putAll(more);
        return all;
    }
}
