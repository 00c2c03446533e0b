package io.muster.shadow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceListening;
import io.muster.events.ConnectivityEvent.Session;
import io.muster.events.DevicePurged;
import io.muster.events.ShadowEvent.ShadowConverged;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.muster.shadow.delivery.DueDeltas;
import io.muster.shadow.delivery.DueDeltas.Untold;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
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
import static io.muster.shadow.Callers.desire;
import static io.muster.shadow.Callers.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class DeviceComponentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Pool pool;
    private final DueDeltas due;
    private TestDevice device;

    /** The pool stands in for a sender of the same database that was killed. */
    DeviceComponentTest(Pool pool, DueDeltas due) {
        this.pool = pool;
        this.due = due;
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
    void whoListensToMoreIsNotToldAgain() {
        device.connect().subscribe("shadow/delta");
        desire(device.id(), Map.of("interval", 10));
        device.awaitMessage(0);
        Awaitility.await().atMost(PATIENCE).until(() -> !isDue());

        device.subscribe("shadow/document");

        String told = "select from device_session where device = $1 and cardinality(listening) = 2";
        Awaitility.await().atMost(PATIENCE).until(() -> execute(told).rowCount() == 1);
        desire(device.id(), Map.of("interval", 20));
        Awaitility.await().atMost(PATIENCE).until(() -> device.messages().size() > 1 && !isDue());
        assertThat(device.messages())
                .extracting(message -> new JsonPath(message).getInt("version"))
                .containsExactly(1, 2);
    }

    @Test
    void whoStoppedListeningForAMomentIsToldAgainEvenIfBothAreHeardAtOnce() {
        device.connect().subscribe("shadow/delta");
        desire(device.id(), Map.of("interval", 10));
        device.awaitMessage(0);
        Awaitility.await().atMost(PATIENCE).until(() -> !isDue());
        Row known = session();

        TestTopics.say(
                List.of(listening(known, 1, List.of()), listening(known, 2, List.of(device.topic("shadow/delta")))));

        assertThat(new JsonPath(device.awaitMessage(1)).getInt("version")).isEqualTo(1);
    }

    @Test
    void aSessionThatIsNoLongerWhatItWasIsNotTold() {
        device.connect().subscribe("shadow/delta");
        desire(device.id(), Map.of("interval", 10));
        device.awaitMessage(0);
        Awaitility.await().atMost(PATIENCE).until(() -> !isDue());
        Row known = session();
        execute("update shadow set told_session = null where device = $1");

        assertThat(isTold(known, known.getLong("revision") - 1)).isFalse();
        assertThat(isTold(known, known.getLong("revision"))).isTrue();
        assertThat(isTold(known, known.getLong("revision"))).isFalse();
    }

    @Test
    void aDeltaWhoseSenderDiedIsSentAgain() {
        device.connect().subscribe("shadow/delta");
        desire(device.id(), Map.of("interval", 10));
        device.awaitMessage(0);
        Awaitility.await().atMost(PATIENCE).until(() -> !isDue());

        execute("insert into due_delta (device, name, due) values ($1, '', now() + interval '500 ms')");

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
    void aDeletedDeviceIsForgotten() {
        desire(device.id(), Map.of("interval", 10));

        device.isDeleted(true);

        DevicePurged receipt = TestTopics.await(Topic.PURGE_RECEIPTS, DevicePurged.class, purged -> purged.device()
                .equals(device.id()));
        assertThat(receipt.removed()).containsEntry("shadow", 1L).containsEntry("shadow_version", 1L);
        read(device.id()).then().statusCode(404);
    }

    private Row session() {
        return execute("select session, revision from device_session where device = $1")
                .iterator()
                .next();
    }

    private ConnectivityEvent listening(Row known, int later, List<String> filters) {
        return new DeviceListening(
                known.getLong("revision") + later,
                WORKSPACE,
                device.id(),
                new Session(known.getLong("session"), "broker-0", "mqtt", "", "", Instant.EPOCH, null, filters, null));
    }

    private boolean isTold(Row session, long revision) {
        Shadow shadow = Shadow.untouched(new ShadowId(WORKSPACE, device.id(), ""));
        return due.tell(shadow, new Untold(session.getLong("session"), revision))
                .await()
                .atMost(PATIENCE);
    }

    private boolean isDue() {
        return execute("select from due_delta where device = $1").rowCount() > 0;
    }

    private RowSet<Row> execute(String sql) {
        return pool.preparedQuery(sql).execute(Tuple.of(device.id())).await().atMost(PATIENCE);
    }
}
