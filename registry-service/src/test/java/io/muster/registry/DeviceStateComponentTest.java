package io.muster.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import jakarta.inject.Inject;

import io.muster.events.StateReported;
import io.muster.events.StateReported.Location;
import io.muster.events.StateReported.Reading;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.hasItem;

/** What a device says of itself, and where it is. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceStateComponentTest {

    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    private final RegistryUnderTest registry = new RegistryUnderTest();
    private String id = "";

    @Inject
    Pool pool;

    @BeforeEach
    void registerADevice() {
        id = registry.register("d");
    }

    @Test
    void whatADeviceReportsIsSeenWithoutChangingTheDevice() {
        TestTopics.say(state(2, 20, new Location(52.5, 13.4, 5.0, NOON), "1.0"));

        until(() -> registry.device(id).getString("lastSeen") != null);

        assertThat(registry.device(id).getString("lastSeen")).isEqualTo("2026-01-19T12:00:20.000Z");
        assertThat(registry.device(id).getMap("location"))
                .isEqualTo(
                        Map.of("lat", 52.5f, "lng", 13.4f, "accuracy", 5.0f, "timestamp", "2026-01-19T12:00:00.000Z"));
        registry.operator()
                .header("If-Match", "\"1\"")
                .body("{\"status\": \"inactive\"}")
                .patch("/devices/d/status")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");
        assertThat(TestTopics.about(Topic.DEVICE_LIFECYCLE, id)).hasSize(1);
        JsonObject values = pool.preparedQuery("select s.values from device_state s where device = $1")
                .execute(Tuple.of(id))
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getJsonObject(0);
        assertThat(values).isEqualTo(new JsonObject("{\"status\": {\"firmware\": \"1.0\"}}"));
    }

    @Test
    void aPageIsAnsweredOnceUntilAnythingOnItChanges() {
        String fresh = tag();
        registry.viewer()
                .header("If-None-Match", fresh)
                .get("/devices/d")
                .then()
                .statusCode(304)
                .header("ETag", fresh)
                .body(emptyString());

        TestTopics.say(state(2, 20, null, "1.0"));
        until(() -> registry.device(id).getString("lastSeen") != null);

        registry.viewer()
                .header("If-None-Match", fresh)
                .get("/devices/d")
                .then()
                .statusCode(200);
        String seen = tag();
        registry.viewer().header("If-None-Match", seen).get("/devices/d").then().statusCode(304);
        registry.operator()
                .header("If-Match", seen)
                .body("{\"name\": \"new\"}")
                .patch("/devices/d")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
    }

    private String tag() {
        return registry.viewer()
                .get("/devices/d")
                .then()
                .statusCode(200)
                .extract()
                .header("ETag");
    }

    @Test
    void anOlderWordAndAnotherWorkspacesWordChangeNothing() {
        TestTopics.say(state(5, 50, new Location(1, 1, null, NOON), "2.0"));
        until(() -> registry.device(id).getString("lastSeen") != null);

        TestTopics.say(List.of(
                state(4, 60, new Location(2, 2, null, NOON.plusSeconds(9)), "1.0"),
                new StateReported(9, "ws_other", id, NOON.plusSeconds(90), Map.of(), null),
                state(6, 40, new Location(3, 3, null, NOON.minusSeconds(9)), "3.0")));
        until(() -> registry.timeline(id).size() == 3);

        assertThat(registry.device(id).getFloat("location.lat")).isEqualTo(1);
        assertThat(registry.device(id).getString("lastSeen")).isEqualTo("2026-01-19T12:00:50.000Z");
    }

    @Test
    void aFirmwareThatTheDeviceReportsIsOnItsTimelineWithTheOneBefore() {
        TestTopics.say(state(1, 1, null, "1.0"));
        until(() -> registry.timeline(id).contains("firmware-changed"));
        TestTopics.say(state(2, 2, null, "1.0"));
        TestTopics.say(state(3, 3, null, "1.1"));

        until(() -> registry.timeline(id).size() == 3);

        assertThat(registry.viewer()
                        .get("/devices/d/timeline?type=firmware-changed")
                        .jsonPath()
                        .getList("data.detail"))
                .contains(Map.of("from", "1.0", "to", "1.1"), Map.of("to", "1.0"));
    }

    @Test
    void aPersonMayPutItSomewhereUntilItReportsAgain() {
        registry.operator()
                .body("{\"location\": {\"lat\": 10, \"lng\": 20, \"timestamp\": \"2026-01-19T12:00:00Z\"}}")
                .patch("/devices/d")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        assertThat(registry.device(id).getFloat("location.lng")).isEqualTo(20);

        TestTopics.say(state(1, 1, new Location(11, 21, null, NOON.plusSeconds(1)), "1.0"));
        until(() -> registry.device(id).getFloat("location.lat") == 11);

        registry.operator()
                .body("{\"location\": null}")
                .patch("/devices/d")
                .then()
                .statusCode(200);
        assertThat(registry.device(id).getMap("")).doesNotContainKey("location");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"lat": 90.1, "lng": 0}                                      | location.lat
                    {"lat": 0, "lng": -180.5}                                    | location.lng
                    {"lat": 0}                                                   | location.lng
                    {"lat": "0", "lng": 0}                                       | location.lat
                    {"lat": 1e999, "lng": 0}                                     | location.lat
                    {"lat": 0, "lng": 0, "accuracy": -1}                         | location.accuracy
                    {"lat": 0, "lng": 0, "timestamp": "yesterday"}               | location.timestamp
                    {"lat": 0, "lng": 0, "timestamp": "2126-01-19T12:00:00Z"}    | location.timestamp
                    {"lat": 0, "lng": 0, "room": "ICU"}                          | location.room
                    "here"                                                       | location
                    """)
    void aPlaceThatIsNoneIsRefusedByField(String location, String field) {
        problem(
                        registry.operator()
                                .body("{\"location\": " + location + "}")
                                .patch("/devices/d"),
                        400,
                        "invalid-request")
                .body("errors.field", hasItem(field));
        assertThat(registry.device(id).getMap("")).doesNotContainKey("location");
    }

    private StateReported state(long revision, int second, @Nullable Location location, String firmware) {
        Map<String, Reading> channels = Map.of("status", new Reading(Map.of("firmware", firmware), null, NOON));
        return new StateReported(revision, registry.workspace(), id, NOON.plusSeconds(second), channels, location);
    }

    private static void until(BooleanSupplier condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition::getAsBoolean);
    }
}
