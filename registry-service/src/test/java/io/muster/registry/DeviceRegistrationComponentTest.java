package io.muster.registry;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceSnapshot;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.registry.RegistryUnderTest.TRACKER;
import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

/** How a device comes into the registry, and under which names. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceRegistrationComponentTest {

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

    @Test
    void aTakenNameIsNoNewsForTheLog() {
        registry.register("twice");
        List<String> logged = new CopyOnWriteArrayList<>();
        Handler listener = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord line) {
                logged.add(line.getLevel() + " " + line.getLoggerName() + " " + line.getFormattedMessage());
            }
        };
        Logger root = Logger.getLogger("");
        root.addHandler(listener);
        try {
            problem(
                    registry.operator()
                            .body(Map.of("deviceId", "twice", "type", "t", "name", "n"))
                            .post("/devices/register"),
                    409,
                    "device-id-taken");
        } finally {
            root.removeHandler(listener);
        }

        assertThat(logged).noneMatch(line -> line.contains("org.hibernate"));
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

    /** Of a kind that does not compress. */
    private static String fourByteCharacters(int length) {
        return IntStream.range(0, length)
                .map(index -> 0x1F300 + index * 7919 % 50_000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
