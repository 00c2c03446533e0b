package io.muster.shadow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.shadow.history.Versions;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.WORKSPACE;
import static io.muster.shadow.Callers.as;
import static io.muster.shadow.Callers.desire;
import static io.muster.shadow.Callers.in;
import static io.muster.shadow.Callers.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class HistoryComponentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pool pool;
    private final Versions versions;
    private String device = "";

    /** The pool makes time pass; the round that forgets what is over does not come soon. */
    HistoryComponentTest(Pool pool, Versions versions) {
        this.pool = pool;
        this.versions = versions;
    }

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE).id();
    }

    @Test
    void everyVersionIsShownAsItWas() {
        desire(device, Map.of("a", 1, "led", Map.of("on", true)));
        desire(device, Map.of("led", Map.of("on", false)));
        as("admin")
                .body("{\"reported\":{\"a\":1}}")
                .patch("/devices/{id}/shadow?as=device", device)
                .then()
                .statusCode(200);

        version(0).then().statusCode(200).body("data.desired", anEmptyMap());
        version(1)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("data.version", is(1))
                .body("data.desired.led.on", is(true))
                .body("data.delta", is(Map.of("a", 1, "led", Map.of("on", true))))
                .body("data.reported", anEmptyMap());
        version(3)
                .then()
                .body("data.desired.led.on", is(false))
                .body("data.reported.a", is(1))
                .body("data.delta", is(Map.of("led", Map.of("on", false))));
        version(4).then().statusCode(404).body("type", is("urn:muster:problem:version-not-kept"));
    }

    @Test
    void theDocumentOfATimeIsThatOfTheVersionThatWasTheNewestThen() {
        desire(device, Map.of("a", 1));
        String told = read(device).path("data.desired.lastUpdated");
        desire(device, Map.of("a", 2));

        at(told).then().statusCode(200).body("data.version", is(1)).body("data.desired.a", is(1));
        at(now().toString()).then().body("data.version", is(2));
        at("2026-01-01T00:00:00Z").then().statusCode(200).body("data.version", is(0));
        at("yesterday").then().statusCode(400).body("errors.field", hasItem("at"));
        as("viewer")
                .queryParam("at", told)
                .queryParam("version", 1)
                .get("/devices/{id}/shadow", device)
                .then()
                .statusCode(400);
    }

    @Test
    void theHistorySaysWhoChangedWhatNewestFirstAndInParts() {
        desire(device, Map.of("a", 1));
        desire(device, Map.of("a", 2, "b", 3));
        as("admin").body("{\"reported\":{\"a\":2}}").patch("/devices/{id}/shadow?as=device", device);

        JsonPath first = history("?limit=2").then().statusCode(200).extract().jsonPath();
        JsonPath rest = history("?limit=2&cursor=" + first.getString("pagination.nextCursor"))
                .then()
                .statusCode(200)
                .body("pagination", not(hasKey("nextCursor")))
                .extract()
                .jsonPath();

        assertThat(first.getList("data.version")).isEqualTo(List.of(3, 2));
        assertThat(first.getInt("pagination.total")).isEqualTo(3);
        assertThat(first.getMap("data[0].patch")).isEqualTo(Map.of("reported", Map.of("a", 2)));
        assertThat(first.getMap("data[1].patch")).isEqualTo(Map.of("desired", Map.of("a", 2, "b", 3)));
        assertThat(first.getString("data[0].source")).isEqualTo("person");
        assertThat(first.getString("data[0].actor")).isNotEmpty();
        assertThat(first.getString("data[0].at")).matches("\\d{4}-.*T.*\\.\\d{3}Z");
        assertThat(rest.getList("data.version")).isEqualTo(List.of(1));
        history("?cursor=x").then().statusCode(400);
    }

    @Test
    void whatTheDeviceSaysIsInTheHistoryToo() {
        TestDevice speaker = TestDevice.registered(WORKSPACE);
        try (speaker) {
            speaker.connect();
            speaker.publish("shadow/reported", "{\"a\":1}");
            speaker.publish("shadow/reported", "{\"a\":2,\"b\":1}");
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> read(speaker.id()).jsonPath().getInt("data.version") == 2);

            JsonPath history = as("viewer")
                    .get("/devices/{id}/shadow/history", speaker.id())
                    .jsonPath();

            assertThat(history.getList("data.source")).isEqualTo(List.of("device", "device"));
            assertThat(history.getString("data[0].actor")).isEqualTo(speaker.id());
            assertThat(history.getMap("data[1].patch")).isEqualTo(Map.of("reported", Map.of("a", 1)));
        }
    }

    @Test
    void whatWasDesiredCanBeDesiredAgain() {
        as("operator")
                .body("{\"desired\":{\"a\":1,\"b\":1},\"policy\":{\"a\":\"newest\"}}")
                .patch("/devices/{id}/shadow", device);
        as("operator").body("{\"desired\":{\"a\":null,\"c\":2}}").patch("/devices/{id}/shadow", device);

        revert("\"1\"", "{\"version\":1}").then().statusCode(412);
        revert("\"2\"", "{\"version\":7}").then().statusCode(404);
        revert("\"2\"", "{}").then().statusCode(400).body("errors.field", hasItem("version"));
        revert("\"2\"", "{\"version\":1}")
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"")
                .body("data.delta", is(Map.of("a", 1, "b", 1)))
                .body("data.policy", is(Map.of("a", "newest")));
    }

    @Test
    void whatIsOverForLongEnoughIsForgottenAndTheRestStaysReadable() {
        for (int n = 1; n <= 120; n++) {
            desire(device, Map.of("n", n, "key" + n % 7, n)).then().statusCode(200);
        }
        pool.preparedQuery(
                        "update shadow_version set at = at - interval '40 days' where device = $1 and version <= 105")
                .execute(Tuple.of(device))
                .await()
                .atMost(PATIENCE);

        while (versions.forget(Clock.systemUTC().instant().minus(Duration.ofDays(30)), 1)
                        .await()
                        .atMost(PATIENCE)
                > 0) {
            assertThat(version(120).statusCode()).isEqualTo(200);
        }

        version(99).then().statusCode(404);
        version(100).then().statusCode(200).body("data.desired.n", is(100));
        version(119).then().body("data.desired.n", is(119)).body("data.desired.key6", is(118));
        history("").then().body("pagination.total", is(21));
        at("2026-01-01T00:00:00Z").then().statusCode(404);
    }

    @Test
    void namedShadowsHaveAHistoryOfTheirOwnAndAnotherWorkspaceSeesNone() {
        desire(device, Map.of("a", 1));
        as("operator").body("{\"desired\":{\"b\":1}}").patch("/devices/{id}/shadow?name=kitchen", device);

        JsonPath kitchen = history("?name=kitchen").jsonPath();

        assertThat(kitchen.getList("data.patch")).isEqualTo(List.of(Map.of("desired", Map.of("b", 1))));
        in("ws_other", "admin")
                .get("/devices/{id}/shadow/history", device)
                .then()
                .statusCode(404);
        in("ws_other", "admin")
                .body("{\"version\":1}")
                .post("/devices/{id}/shadow/revert", device)
                .then()
                .statusCode(404);
        as("viewer")
                .body("{\"version\":1}")
                .post("/devices/{id}/shadow/revert", device)
                .then()
                .statusCode(403);
    }

    private Response version(int version) {
        return as("viewer").queryParam("version", version).get("/devices/{id}/shadow", device);
    }

    private Response at(String time) {
        return as("viewer").queryParam("at", time).get("/devices/{id}/shadow", device);
    }

    private Response history(String query) {
        return as("viewer").get("/devices/{id}/shadow/history" + query, device);
    }

    private Response revert(String ifMatch, String body) {
        return as("operator").header("If-Match", ifMatch).body(body).post("/devices/{id}/shadow/revert", device);
    }

    /** As the database's clock and this one are the same, a version that was answered is not later than now. */
    private static Instant now() {
        return Clock.systemUTC().instant();
    }
}
