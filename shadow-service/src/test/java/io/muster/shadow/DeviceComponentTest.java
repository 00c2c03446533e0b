package io.muster.shadow;

import java.time.Duration;
import java.util.Map;

import io.muster.events.DevicePurged;
import io.muster.events.ShadowEvent.ShadowConverged;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.WORKSPACE;
import static io.muster.shadow.Callers.as;
import static io.muster.shadow.Callers.desire;
import static io.muster.shadow.Callers.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class DeviceComponentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pool pool;
    private TestDevice device;

    /** The pool stands in for a sender of the same database that was killed. */
    DeviceComponentTest(Pool pool) {
        this.pool = pool;
    }

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE);
    }

    @AfterEach
    void theDeviceGoes() {
        device.close();
    }

    @Test
    void aListeningDeviceGetsWhatIsDesired() {
        device.connect().subscribe("shadow/delta");

        desire(device.id(), Map.of("interval", 10)).then().statusCode(200);

        JsonPath delta = new JsonPath(device.awaitMessage(0));
        assertThat(delta.getInt("version")).isEqualTo(1);
        assertThat(delta.getMap("state")).isEqualTo(Map.of("interval", 10));
        assertThat(delta.getString("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    }

    @Test
    void aDeviceThatWasAwayGetsItWhenItComesToListenAndEveryTimeAfter() {
        desire(device.id(), Map.of("interval", 10)).then().statusCode(200);

        device.connect().subscribe("shadow/delta");
        JsonPath first = new JsonPath(device.awaitMessage(0));
        device.disconnect();
        device.connect().subscribe("shadow/delta");
        JsonPath second = new JsonPath(device.awaitMessage(1));

        assertThat(first.getMap("state")).isEqualTo(Map.of("interval", 10));
        assertThat(second.getInt("version")).isEqualTo(first.getInt("version"));
    }

    @Test
    void aDeltaWhoseSenderDiedIsSentAgain() {
        device.connect().subscribe("shadow/delta");
        desire(device.id(), Map.of("interval", 10));
        device.awaitMessage(0);
        Awaitility.await().atMost(PATIENCE).until(() -> !isDue());

        execute("update shadow set delta_due = now() + interval '500 ms' where device = $1");

        assertThat(new JsonPath(device.awaitMessage(1)).getInt("version")).isEqualTo(1);
        Awaitility.await().atMost(PATIENCE).until(() -> !isDue());
    }

    @Test
    void aReportIsShownAndLeavesOnlyWhatIsMissing() {
        desire(device.id(), Map.of("interval", 10, "mode", "eco"));
        device.connect().subscribe("shadow/delta");
        device.awaitMessage(0);

        device.publish("shadow/reported", "{\"interval\":10,\"battery\":80}");

        assertThat(new JsonPath(device.awaitMessage(1)).getMap("state")).isEqualTo(Map.of("mode", "eco"));
        read(device.id())
                .then()
                .body("data.reported.interval", is(10))
                .body("data.reported.battery", is(80))
                .body("data.reported.lastUpdated", notNullValue())
                .body("data.delta", is(Map.of("mode", "eco")));
    }

    @Test
    void anEqualStateLeavesNoDeltaAndOthersHearOfIt() {
        desire(device.id(), Map.of("interval", 10));
        device.connect();

        device.publish("shadow/reported", "{\"interval\":10.0}");

        ShadowConverged said = TestTopics.await(Topic.SHADOW_LIFECYCLE, ShadowConverged.class, event -> event.device()
                .equals(device.id()));
        assertThat(said.revision()).isEqualTo(2);
        assertThat(said.pending()).isFalse();
        read(device.id()).then().body("data.delta", anEmptyMap());
        device.subscribe("shadow/delta").subscribe("shadow/document");
        device.publish("shadow/get", "");
        assertThat(new JsonPath(device.awaitMessage(0)).getMap("reported")).containsKey("interval");
    }

    @Test
    void aDeviceThatAsksGetsTheDocument() {
        desire(device.id(), Map.of("interval", 10));
        device.connect().subscribe("shadow/document");

        device.publish("shadow/get", "{}");

        JsonPath document = new JsonPath(device.awaitMessage(0));
        assertThat(document.getInt("version")).isEqualTo(1);
        assertThat(document.getInt("desired.interval")).isEqualTo(10);
        assertThat(document.getMap("reported")).isEmpty();
        assertThat(document.getMap("delta")).isEqualTo(Map.of("interval", 10));
    }

    @Test
    void aConditionalReportCountsOnlyForItsVersion() {
        desire(device.id(), Map.of("interval", 10));
        device.connect();

        device.publish("shadow/reported", "{\"state\":{\"a\":1},\"version\":7}");
        device.publish("shadow/reported", "{\"state\":{\"b\":1},\"version\":1}");
        device.publish("shadow/reported", "{\"state\":{\"c\":1}}");

        awaitVersion(3);
        Map<String, Object> reported = read(device.id()).jsonPath().getMap("data.reported");
        assertThat(reported).containsOnlyKeys("b", "state", "lastUpdated");
    }

    @Test
    void whatADeviceRejectsIsShownAndNotAskedForAgainUntilSomethingElseIsDesired() {
        desire(device.id(), Map.of("interval", 10, "mode", "eco"));
        device.connect().subscribe("shadow/delta");
        device.awaitMessage(0);

        device.publish("shadow/reported", "{\"rejected\":{\"mode\":\"not in winter\"}}");

        awaitVersion(2);
        read(device.id())
                .then()
                .body("data.rejected", is(Map.of("mode", "not in winter")))
                .body("data.delta", is(Map.of("interval", 10)))
                .body("data.reported", anEmptyMap());
        desire(device.id(), Map.of("mode", "boost"))
                .then()
                .body("data.rejected", anEmptyMap())
                .body("data.delta", is(Map.of("interval", 10, "mode", "boost")));
    }

    @Test
    void aKeyThatIsCalledRejectedIsReportedInAnEnvelope() {
        device.connect();

        device.publish("shadow/reported", "{\"state\":{\"rejected\":{\"a\":\"b\"},\"state\":1},\"rejected\":{}}");

        awaitVersion(1);
        read(device.id())
                .then()
                .body("data.reported.rejected", is(Map.of("a", "b")))
                .body("data.reported.state", is(1))
                .body("data.rejected", anEmptyMap());
    }

    @Test
    void reportsThatCarryTheirTimeSettleInAnyOrder() {
        device.connect();

        device.publish("shadow/reported", "{\"state\":{\"a\":2,\"b\":null},\"timestamp\":\"2026-01-19T12:00:00Z\"}");
        device.publish("shadow/reported", "{\"state\":{\"a\":1,\"b\":1,\"c\":1},\"timestamp\":1768780800000}");

        awaitVersion(2);
        read(device.id())
                .then()
                .body("data.reported.a", is(2))
                .body("data.reported.b", nullValue())
                .body("data.reported.c", is(1))
                .body("data.metadata.reported.c.timestamp", is("2026-01-19T00:00:00.000Z"));
    }

    @Test
    void deltasOfNamedShadowsNameThem() {
        as("operator")
                .body(Map.of("desired", Map.of("b", 2)))
                .patch("/devices/{id}/shadow?name=kitchen", device.id())
                .then()
                .statusCode(200);

        device.connect().subscribe("shadow/delta");

        JsonPath delta = new JsonPath(device.awaitMessage(0));
        assertThat(delta.getString("name")).isEqualTo("kitchen");
        assertThat(delta.getMap("state")).isEqualTo(Map.of("b", 2));
        device.publish("shadow/reported", "{\"state\":{\"b\":2},\"name\":\"kitchen\"}");
        Awaitility.await().atMost(PATIENCE).until(() -> as("viewer")
                .get("/devices/{id}/shadow?name=kitchen", device.id())
                .jsonPath()
                .getMap("data.delta")
                .isEmpty());
        read(device.id()).then().body("data.version", is(0));
        device.subscribe("shadow/document").publish("shadow/get", "{\"name\":\"kitchen\"}");
        JsonPath document = new JsonPath(device.awaitMessage(1));
        assertThat(document.getString("name")).isEqualTo("kitchen");
        assertThat(document.getInt("reported.b")).isEqualTo(2);
    }

    @Test
    void aDeviceThatSpeaksOfAnOldVersionIsToldTheNewOne() {
        desire(device.id(), Map.of("interval", 10));
        device.connect().subscribe("shadow/delta");
        device.awaitMessage(0);
        device.publish("shadow/reported", "{\"battery\":80}");
        awaitVersion(2);

        device.publish("shadow/reported", "{\"state\":{\"interval\":10},\"version\":1}");

        JsonPath delta = new JsonPath(device.awaitMessage(1));
        assertThat(delta.getInt("version")).isEqualTo(2);
        assertThat(delta.getMap("state")).isEqualTo(Map.of("interval", 10));
    }

    @Test
    void whatCannotBeTakenIsLeftOutAndTheNextIsTaken() {
        device.connect();

        device.publish("shadow/reported", "{\"broken\":");
        device.publish("shadow/reported", "[1]");
        device.publish("shadow/reported", "{\"a\":\"x\\u0000\"}");
        device.publish("shadow/reported", "{\"lastUpdated\":1}");
        device.publish("shadow/reported", "{\"a\":\"" + "x".repeat(33_000) + "\"}");
        device.publish("shadow/reported", "{\"good\":1}");

        awaitVersion(1);
        assertThat(read(device.id()).jsonPath().<String, Object>getMap("data.reported"))
                .containsOnlyKeys("good", "lastUpdated");
    }

    @Test
    void aDeletedDeviceIsForgotten() {
        desire(device.id(), Map.of("interval", 10));

        device.isDeleted(true);

        DevicePurged receipt = TestTopics.await(Topic.PURGE_RECEIPTS, DevicePurged.class, purged -> purged.device()
                .equals(device.id()));
        assertThat(receipt.removed()).containsEntry("shadow", 1L);
        read(device.id()).then().statusCode(404);
    }

    private boolean isDue() {
        return execute("select from shadow where device = $1 and delta_due is not null")
                        .rowCount()
                > 0;
    }

    private RowSet<Row> execute(String sql) {
        return pool.preparedQuery(sql).execute(Tuple.of(device.id())).await().atMost(PATIENCE);
    }

    private void awaitVersion(int version) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> read(device.id()).jsonPath().getInt("data.version") == version);
    }
}
