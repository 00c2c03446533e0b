package io.muster.shadow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.muster.events.StateReported;
import io.muster.events.StateReported.Reading;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.WORKSPACE;
import static io.muster.shadow.Callers.as;
import static io.muster.shadow.Callers.desire;
import static io.muster.shadow.Callers.in;
import static io.muster.shadow.Callers.read;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

/** What devices say as telemetry and status, as the telemetry service tells of it, in their shadows. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class DerivationComponentTest {

    private static final Instant MORNING = Instant.parse("2026-01-19T08:00:00Z");

    /** So many or a divisor of it. */
    private static final int PARTITIONS = 6;

    private final AtomicLong revision = new AtomicLong();
    private final Pool pool;

    /** The pool tells what waits, of which nobody else is told. */
    DerivationComponentTest(Pool pool) {
        this.pool = pool;
    }

    @Test
    void whatIsMeasuredIsReportedWithItsTimeAndSource() {
        TestDevice device = TestDevice.registered(WORKSPACE);

        measures(device, WORKSPACE, Map.of("temperature", 21.5), MORNING);

        eventually().untilAsserted(() -> read(device.id())
                .then()
                .body("data.reported.temperature", equalTo(21.5f))
                .body("data.metadata.reported.temperature.source", equalTo("derived"))
                .body("data.metadata.reported.temperature.timestamp", equalTo("2026-01-19T08:00:00.000Z")));
    }

    @Test
    void whatTheDeviceReportsItselfStaysWhileItIsNewer() {
        try (TestDevice device = TestDevice.registered(WORKSPACE).connect()) {
            device.publish("shadow/reported", "{\"firmware\":\"2.0\"}");
            eventually().untilAsserted(() -> read(device.id()).then().body("data.reported.firmware", equalTo("2.0")));

            measures(device, WORKSPACE, Map.of("firmware", "1.0", "battery", 80), MORNING);

            eventually().untilAsserted(() -> read(device.id()).then().body("data.reported.battery", equalTo(80)));
            read(device.id())
                    .then()
                    .body("data.reported.firmware", equalTo("2.0"))
                    .body("data.metadata.reported.firmware.source", equalTo("device"));
            desire(device.id(), Map.of("firmware", "3.0"));
            measures(device, WORKSPACE, Map.of("firmware", "3.0"), Instant.now());
            eventually().untilAsserted(() -> read(device.id()).then().body("data.reported.firmware", equalTo("3.0")));
        }
    }

    @Test
    void aMeasurementThatIsWhatIsDesiredConverges() {
        TestDevice device = TestDevice.registered(WORKSPACE);
        desire(device.id(), Map.of("firmware", "2.0")).then().statusCode(200);

        measures(device, WORKSPACE, Map.of("firmware", "2.0"), MORNING);

        eventually().untilAsserted(() -> read(device.id()).then().body("data.delta", equalTo(Map.of())));
    }

    @Test
    void whatComesSoonAfterWaitsUnlessTheDeviceHasSomethingLeftToDo() {
        TestDevice device = TestDevice.registered(WORKSPACE);
        measures(device, WORKSPACE, Map.of("a", 1), MORNING);
        eventually().untilAsserted(() -> read(device.id()).then().body("data.reported.a", equalTo(1)));
        eventually().until(() -> isDue(device, "due is null"));

        measures(device, WORKSPACE, Map.of("a", 2), MORNING.plusSeconds(1));
        eventually().until(() -> isDue(device, "due > derived_at + interval '50 s'"));

        desire(device.id(), Map.of("b", 1));
        measures(device, WORKSPACE, Map.of("a", 3), MORNING.plusSeconds(2));
        eventually().untilAsserted(() -> read(device.id()).then().body("data.reported.a", equalTo(3)));
    }

    @Test
    void aWorkspaceTurnsItOffAndOn() {
        String workspace = "ws_" + UUID.randomUUID().toString().substring(0, 8);
        TestDevice device = TestDevice.registered(workspace);
        turn(workspace, false);

        measures(device, workspace, Map.of("quiet", 1), MORNING);
        TestDevice other = onPartitionOf(device);
        measures(other, WORKSPACE, Map.of("loud", 1), MORNING);
        eventually().untilAsserted(() -> read(other.id()).then().body("data.reported.loud", equalTo(1)));
        turn(workspace, true);
        measures(device, workspace, Map.of("loud", 2), MORNING);

        eventually().untilAsserted(() -> in(workspace, "viewer")
                .get("/devices/{id}/shadow", device.id())
                .then()
                .body("data.reported.loud", equalTo(2))
                .body("data.reported.quiet", nullValue()));
    }

    @Test
    void onlyAnAdminTurnsItAndSaysWhichWay() {
        as("operator")
                .body(Map.of("derive", false))
                .put("/shadow-settings")
                .then()
                .statusCode(403);
        as("admin").body("{}").put("/shadow-settings").then().statusCode(400).body("errors.field", hasItem("derive"));
        as("viewer").get("/shadow-settings").then().statusCode(200).body("data.derive", equalTo(true));
    }

    private boolean isDue(TestDevice device, String condition) {
        return pool.preparedQuery("select from derived_state where device = $1 and " + condition)
                        .execute(Tuple.of(device.id()))
                        .await()
                        .atMost(Duration.ofSeconds(20))
                        .rowCount()
                > 0;
    }

    private static void turn(String workspace, boolean on) {
        in(workspace, "admin")
                .body(Map.of("derive", on))
                .put("/shadow-settings")
                .then()
                .statusCode(200)
                .body("data.derive", equalTo(on));
    }

    /** A device of which is heard after what was said of the other one. */
    private static TestDevice onPartitionOf(TestDevice device) {
        return Stream.generate(() -> TestDevice.registered(WORKSPACE))
                .filter(other -> partition(other) == partition(device))
                .findFirst()
                .orElseThrow();
    }

    private static int partition(TestDevice device) {
        byte[] key = device.id().getBytes(StandardCharsets.UTF_8);
        return Utils.toPositive(Utils.murmur2(key)) % PARTITIONS;
    }

    private void measures(TestDevice device, String workspace, Map<String, Object> values, Instant at) {
        TestTopics.say(new StateReported(
                revision.incrementAndGet(),
                workspace,
                device.id(),
                Instant.now(),
                Map.of("telemetry", new Reading(values, null, at)),
                null));
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(30, SECONDS);
    }
}
