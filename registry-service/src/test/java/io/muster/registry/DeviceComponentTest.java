package io.muster.registry;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceEvent.DeviceStatusChanged;
import io.muster.events.DeviceEvent.DeviceUpdated;
import io.muster.events.DeviceSnapshot;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.registry.RegistryUnderTest.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceComponentTest {

    private static final String TRACKER =
            """
            {"deviceId": "tracker_001", "type": "gps_tracker", "name": "Fleet Tracker #1",
             "description": "Delivery truck tracker",
             "info": {"manufacturer": "Acme IoT", "model": "GPS-Pro-2000", "firmware": "1.2.0", "hardware": "v2"},
             "tags": ["fleet", "delivery"],
             "metadata": {"vehicleId": "TRUCK-123", "axles": 3, "load": {"max": 7.5}}}
            """;

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @Test
    void aRegisteredDeviceIsThereAndSaid() {
        Response registered = registry.operator().body(TRACKER).post("/devices/register");

        String id = registered
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .body("data.workspace", equalTo(registry.workspace()))
                .body("data.status", equalTo("inactive"))
                .body("data.credentials", nullValue())
                .body("data.topics.publish", equalTo(List.of()))
                .body("data.connectivity.connected", equalTo(false))
                .body("data.metadata.load.max", equalTo(7.5f))
                .extract()
                .path("data.id");
        registered.then().header("Location", endsWith("/devices/" + id));
        JsonPath same = registered.jsonPath();
        assertThat(registry.device(id).getMap("")).isEqualTo(same.getMap("data"));
        assertThat(registry.device("tracker_001").getMap("")).isEqualTo(same.getMap("data"));
        DeviceRegistered event = TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceRegistered.class, said -> said.subject()
                .equals(id));
        assertThat(event.revision()).isEqualTo(1);
        assertThat(event.device())
                .isEqualTo(new DeviceSnapshot(
                        id,
                        registry.workspace(),
                        "tracker_001",
                        "gps_tracker",
                        "Fleet Tracker #1",
                        "Delivery truck tracker",
                        "inactive",
                        false,
                        Map.of(
                                "manufacturer",
                                "Acme IoT",
                                "model",
                                "GPS-Pro-2000",
                                "firmware",
                                "1.2.0",
                                "hardware",
                                "v2"),
                        List.of("fleet", "delivery"),
                        Map.of("vehicleId", "TRUCK-123", "axles", 3, "load", Map.of("max", 7.5)),
                        event.device().createdAt(),
                        event.device().createdAt()));
        assertThat(same.getString("data.createdAt"))
                .isEqualTo(event.device().createdAt().toString().replaceFirst("(:\\d\\d)Z$", "$1.000Z"));
    }

    @Test
    void aDeviceIdIsTakenOnceInAWorkspaceButFreeInAnother() {
        registry.register("twice");

        problem(
                registry.operator()
                        .body(Map.of("deviceId", "twice", "type", "t", "name", "n"))
                        .post("/devices/register"),
                409,
                "device-id-taken");
        new RegistryUnderTest().register("twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gerät 7 (Halle)", "a?b=c&d", "100%", "it's; drop table device", "📡"})
    void aDeviceIsFoundByAnyNameItMayHave(String deviceId) {
        String id = registry.register(deviceId);

        registry.viewer().get("/devices/{id}", deviceId).then().statusCode(200).body("data.id", equalTo(id));
    }

    @Test
    void aNameOfAThousandFourByteCharactersIsKept() {
        String longest = fourByteCharacters(1000);

        String id = registry.register(longest, Map.of("name", "n"));

        assertThat(registry.device(id).getString("deviceId")).isEqualTo(longest);
    }

    static Stream<Arguments> wrongDevices() {
        return Stream.of(
                Arguments.of("{\"type\": \"t\", \"name\": \"n\"}", "deviceId"),
                Arguments.of("{\"deviceId\": \"d\", \"name\": \"n\"}", "type"),
                Arguments.of("{\"deviceId\": \"d\", \"type\": \"t\", \"name\": \"\"}", "name"),
                Arguments.of("{\"deviceId\": \"a/b\", \"type\": \"t\", \"name\": \"n\"}", "deviceId"),
                Arguments.of("{\"deviceId\": \"a\\u0000\", \"type\": \"t\", \"name\": \"n\"}", "deviceId"),
                Arguments.of("{\"deviceId\": 5, \"type\": \"t\", \"name\": \"n\"}", "deviceId"),
                Arguments.of("{\"deviceId\": \"d\", \"type\": \"t\", \"name\": \"n\", \"tags\": [null]}", "tags"),
                Arguments.of("{\"deviceId\": \"d\", \"type\": \"t\", \"name\": \"n\", \"colour\": 1}", "colour"),
                Arguments.of(
                        "{\"deviceId\": \"d\", \"type\": \"t\", \"name\": \"n\", \"info\": {\"colour\": 1}}",
                        "info.colour"),
                Arguments.of(
                        "{\"deviceId\": \"d\", \"type\": \"t\", \"name\": \"n\", \"metadata\": {\"a\": \"\\ud800\"}}",
                        "metadata"));
    }

    @ParameterizedTest
    @MethodSource("wrongDevices")
    void aWrongDeviceIsRefusedByField(String body, String field) {
        problem(registry.operator().body(body).post("/devices/register"), 400, "invalid-request")
                .body("errors.field", hasItem(field));
        assertThat(registry.listed("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "\"text\""})
    void whatIsNoDeviceIsRefused(String body) {
        problem(registry.operator().body(body).post("/devices/register"), 400, "invalid-request");
    }

    @Test
    void aPatchMergesAndIsSaid() {
        String id = registry.operator()
                .body(TRACKER)
                .post("/devices/register")
                .then()
                .extract()
                .path("data.id");

        registry.operator()
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"1\"")
                .body(
                        """
                        {"name": "Renamed", "description": null, "info": {"firmware": "1.3.0"},
                         "tags": ["premium"], "metadata": {"axles": null, "load": {"min": 1}}}
                        """)
                .patch("/devices/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("data.name", equalTo("Renamed"))
                .body("data.info.firmware", equalTo("1.3.0"))
                .body("data.info.model", equalTo("GPS-Pro-2000"))
                .body("data.tags", equalTo(List.of("premium")))
                .body("data.metadata.load.min", equalTo(1))
                .body("data.metadata.axles", nullValue());
        assertThat(registry.device(id).getMap("")).doesNotContainKey("description");
        DeviceUpdated event = TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceUpdated.class, said -> said.subject()
                .equals(id));
        assertThat(event.revision()).isEqualTo(2);
        assertThat(event.device().name()).isEqualTo("Renamed");
    }

    @Test
    void aChangeOfAnOldRevisionIsRefused() {
        String id = registry.register("d");
        registry.operator()
                .body("{\"name\": \"first\"}")
                .patch("/devices/d")
                .then()
                .statusCode(200);

        problem(
                registry.operator()
                        .header("If-Match", "\"1\"")
                        .body("{\"name\": \"second\"}")
                        .patch("/devices/d"),
                412,
                "device-changed");
        problem(registry.operator().header("If-Match", "\"1\"").delete("/devices/d"), 412, "device-changed");
        assertThat(registry.device(id).getString("name")).isEqualTo("first");
    }

    @Test
    void aPatchOfWhatIsNotThePersonsToChangeIsRefused() {
        registry.register("d");

        problem(
                        registry.operator()
                                .body("{\"deviceId\": \"e\", \"status\": \"active\", \"name\": 5}")
                                .patch("/devices/d"),
                        400,
                        "invalid-request")
                .body("errors.field", hasItem("deviceId"))
                .body("errors.field", hasItem("status"))
                .body("errors.field", hasItem("name"));
    }

    @Test
    void aChangeOfStatusIsSaidWithTheOneBefore() {
        String id = registry.register("d");

        registry.operator()
                .body("{\"status\": \"suspended\"}")
                .patch("/devices/d/status")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("data.status", equalTo("suspended"));
        registry.operator()
                .body("{\"status\": \"suspended\"}")
                .patch("/devices/d/status")
                .then()
                .header("ETag", "\"2\"");
        DeviceStatusChanged event =
                TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceStatusChanged.class, said -> said.subject()
                        .equals(id));
        assertThat(event.previousStatus()).isEqualTo("inactive");
        assertThat(event.device().status()).isEqualTo("suspended");
        problem(registry.operator().body("{\"status\": \"dead\"}").patch("/devices/d/status"), 400, "invalid-request")
                .body("errors.field", hasItem("status"));
    }

    @Test
    void devicesAreListedByWhatTheyAre() {
        registry.register("a", Map.of("tags", List.of("fleet", "delivery"), "name", "3"));
        registry.register("b", Map.of("tags", List.of("fleet"), "name", "2"));
        registry.register("c", Map.of("type", "pump", "name", "1"));
        registry.operator()
                .body("{\"status\": \"active\"}")
                .patch("/devices/b/status")
                .then()
                .statusCode(200);

        assertThat(registry.listed("")).containsExactly("a", "b", "c");
        assertThat(registry.listed("?type=sensor&sort=deviceId:desc")).containsExactly("b", "a");
        assertThat(registry.listed("?sort=name")).containsExactly("c", "b", "a");
        assertThat(registry.listed("?sort=lastSeen:desc")).containsExactly("a", "b", "c");
        assertThat(registry.listed("?status=active")).containsExactly("b");
        assertThat(registry.listed("?tags=fleet,delivery")).containsExactly("a");
        registry.viewer()
                .get("/devices?page=2&limit=2")
                .then()
                .body("data.deviceId", equalTo(List.of("c")))
                .body("pagination.total", equalTo(3))
                .body("pagination.pages", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=red", "page=0", "page=x", "limit=501", "sort=id", "status=dead", "type=a&type=b"})
    void aWrongQueryIsRefusedByField(String query) {
        problem(registry.viewer().get("/devices?" + query), 400, "invalid-request")
                .body("errors.field", hasItem(query.split("=")[0]));
    }

    @Test
    void anotherWorkspaceSeesNothing() {
        String id = registry.register("d");
        RegistryUnderTest other = new RegistryUnderTest();

        problem(other.viewer().get("/devices/" + id), 404, "device-not-found");
        problem(other.viewer().get("/devices/" + id + "/connection"), 404, "device-not-found");
        problem(other.operator().body("{}").patch("/devices/" + id), 404, "device-not-found");
        problem(
                other.operator().body("{\"status\": \"active\"}").patch("/devices/" + id + "/status"),
                404,
                "device-not-found");
        problem(other.operator().delete("/devices/" + id), 404, "device-not-found");
        assertThat(other.listed("")).isEmpty();
    }

    @Test
    void aViewerOnlyReads() {
        registry.register("d");

        problem(registry.viewer().body(TRACKER).post("/devices/register"), 403, "forbidden");
        problem(registry.viewer().body("{}").patch("/devices/d"), 403, "forbidden");
        problem(registry.viewer().body("{\"status\": \"active\"}").patch("/devices/d/status"), 403, "forbidden");
        problem(registry.viewer().delete("/devices/d"), 403, "forbidden");
        problem(given().get("/devices/d"), 401, "unauthorized");
    }

    /** Of a kind that does not compress. */
    private static String fourByteCharacters(int length) {
        return IntStream.range(0, length)
                .map(index -> 0x1F300 + index * 7919 % 50_000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
