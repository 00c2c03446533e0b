package io.muster.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import jakarta.inject.Inject;

import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.Session;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.events.CredentialEvent.CredentialsRevoked;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceEvent.DeviceStatusChanged;
import io.muster.events.DevicePurged;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

/** What the registry makes of what the other services and the broker say. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceFollowingComponentTest {

    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @Inject
    Pool pool;

    @Test
    void theFirstCredentialsMakeADeviceActive() {
        String id = registry.register("d");

        TestTopics.say(new CredentialsIssued(1, registry.workspace(), id, List.of(credential(id))));

        until(() -> registry.device(id).getString("status").equals("active"));
        JsonPath device = registry.device(id);
        assertThat(device.getMap("credentials"))
                .isEqualTo(Map.of("type", "token", "clientId", id, "username", registry.workspace() + "_" + id));
        assertThat(device.getList("topics.publish")).isEqualTo(List.of("p/#"));
        assertThat(device.getList("topics.subscribe")).isEqualTo(List.of("s/#"));
        DeviceStatusChanged event =
                TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceStatusChanged.class, said -> said.subject()
                        .equals(id));
        assertThat(event.revision()).isEqualTo(2);
        assertThat(event.previousStatus()).isEqualTo("inactive");
        assertThat(event.device().provisioned()).isTrue();
    }

    @Test
    void laterCredentialsDoNotWakeADeviceThatWasSwitchedOff() {
        String id = registry.register("d");
        TestTopics.say(new CredentialsIssued(1, registry.workspace(), id, List.of(credential(id))));
        until(() -> registry.device(id).getString("status").equals("active"));
        registry.operator()
                .body("{\"status\": \"inactive\"}")
                .patch("/devices/d/status")
                .then()
                .statusCode(200);

        TestTopics.say(new CredentialsRevoked(2, registry.workspace(), id, List.of()));
        until(() -> registry.device(id).get("credentials") == null);
        TestTopics.say(new CredentialsIssued(3, registry.workspace(), id, List.of(credential(id))));
        until(() -> registry.device(id).get("credentials") != null);
        TestTopics.say(new CredentialsRevoked(2, registry.workspace(), id, List.of()));
        TestTopics.say(connected(id, 1, 1));
        until(() -> registry.device(id).getBoolean("connectivity.connected"));

        assertThat(registry.device(id).getString("status")).isEqualTo("inactive");
        assertThat(registry.device(id).getString("credentials.type")).isEqualTo("token");
    }

    @Test
    void aConnectionIsShownAndAnOldDisconnectDoesNotEndIt() {
        String id = registry.register("d");

        TestTopics.say(connected(id, 100, 1));
        TestTopics.say(connected(id, 101, 3));
        TestTopics.say(disconnected(id, 100, 2));
        TestTopics.say(disconnected(id, 101, 4));
        until(() -> registry.data("/devices/d/connection").getString("lastDisconnected") != null);

        assertThat(registry.data("/devices/d/connection").getMap(""))
                .isEqualTo(Map.of(
                        "connected", false,
                        "lastConnected", "2026-01-19T12:01:41.000Z",
                        "lastDisconnected", "2026-01-19T12:02:41.000Z",
                        "connectionDuration", 60,
                        "ipAddress", "203.0.113.42",
                        "protocol", "mqtt",
                        "sessions", 2));

        TestTopics.say(connected(id, 102, 5));
        TestTopics.say(disconnected(id, 101, 9));
        until(() -> registry.data("/devices/d/connection").getInt("sessions") == 3);
        assertThat(registry.data("/devices/d/connection").getBoolean("connected"))
                .isTrue();
        assertThat(registry.device(id).getBoolean("connectivity.connected")).isTrue();
    }

    @Test
    void aDeletedDeviceIsGoneAndItsPurgeIsReported() {
        String id = registry.register("d");
        TestTopics.say(new CredentialsIssued(1, registry.workspace(), id, List.of(credential(id))));
        until(() -> registry.device(id).getString("status").equals("active"));

        until(() -> registry.timeline(id).equals(List.of("status-changed", "provisioned", "registered")));

        registry.operator().delete("/devices/d?purgeData=true").then().statusCode(204);

        problem(registry.viewer().get("/devices/" + id), 404, "device-not-found");
        DeviceDeleted event = TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceDeleted.class, said -> said.subject()
                .equals(id));
        assertThat(event.purgeData()).isTrue();
        assertThat(event.revision()).isEqualTo(3);
        JsonPath report = registry.data("/devices/" + id + "/purge");
        assertThat(report.getMap("services[0].removed"))
                .isEqualTo(Map.of(
                        "devices", 1, "credentials", 1, "connections", 1, "groupMemberships", 0, "timelineEntries", 3));
        assertThat(report.getList("pending")).isEqualTo(List.of("provisioning", "telemetry", "command", "shadow"));

        DevicePurged receipt =
                new DevicePurged(3, registry.workspace(), id, "telemetry", Map.of("measurement", 17L), NOON);
        TestTopics.say(receipt);
        TestTopics.say(receipt);
        until(() -> registry.data("/devices/d/purge").getList("services").size() == 2);
        assertThat(registry.data("/devices/d/purge")
                        .getInt("services.find { it.service == 'telemetry' }.removed.measurement"))
                .isEqualTo(17);
        assertThat(registry.data("/devices/d/purge").getList("pending")).doesNotContain("telemetry");
        problem(new RegistryUnderTest().viewer().get("/devices/" + id + "/purge"), 404, "purge-not-found");
    }

    @Test
    void aDeletionWithoutPurgeWaitsForNobodyAndFreesTheName() {
        String first = registry.register("d");
        registry.operator().delete("/devices/d").then().statusCode(204);

        String second = registry.register("d");

        assertThat(second).isNotEqualTo(first);
        assertThat(registry.data("/devices/" + first + "/purge").getList("pending"))
                .isEmpty();
        problem(registry.viewer().get("/devices/" + second + "/purge"), 404, "purge-not-found");
        problem(registry.operator().delete("/devices/d?purgeData=yes"), 400, "invalid-request");
        problem(registry.operator().delete("/devices/d?purgedata=true"), 400, "invalid-request");
    }

    @Test
    void aDeviceThatWasDeletedWithItsDataKeptCanBePurgedLaterByItsId() {
        String id = registry.register("d");
        until(() -> registry.timeline(id).equals(List.of("registered")));
        registry.operator().delete("/devices/d").then().statusCode(204);
        String namesake = registry.register("d");
        until(() -> registry.timeline(id).equals(List.of("deleted", "registered")));
        String purge = "/devices/" + id + "?purgeData=true";
        problem(new RegistryUnderTest().operator().delete(purge), 404, "device-not-found");
        problem(registry.operator().delete("/devices/" + id), 404, "device-not-found");
        problem(registry.operator().header("If-Match", "\"1\"").delete(purge), 412, "device-changed");

        registry.operator().delete(purge).then().statusCode(204);

        problem(registry.operator().delete(purge), 404, "device-not-found");
        DeviceDeleted event = TestTopics.await(
                Topic.DEVICE_LIFECYCLE,
                DeviceDeleted.class,
                said -> said.subject().equals(id) && said.purgeData());
        assertThat(event.revision()).isEqualTo(3);
        assertThat(event.workspace()).isEqualTo(registry.workspace());
        JsonPath report = registry.data("/devices/" + id + "/purge");
        assertThat(report.getBoolean("purgeData")).isTrue();
        assertThat(report.getInt("services[0].removed.devices")).isEqualTo(1);
        assertThat(report.getInt("services[0].removed.timelineEntries")).isEqualTo(2);
        assertThat(report.getList("pending")).isEqualTo(List.of("provisioning", "telemetry", "command", "shadow"));
        TestTopics.say(new DevicePurged(3, registry.workspace(), id, "telemetry", Map.of("telemetry", 17L), NOON));
        until(() ->
                !registry.data("/devices/" + id + "/purge").getList("pending").contains("telemetry"));
        problem(registry.viewer().get("/devices/" + id + "/timeline"), 404, "device-not-found");
        assertThat(registry.device("d").getString("id")).isEqualTo(namesake);
    }

    @Test
    void newsOfADeviceThatIsGoneIsPassedOver() {
        String gone = registry.register("gone");
        registry.operator().delete("/devices/gone").then().statusCode(204);
        String id = registry.register("d");

        TestTopics.say(new CredentialsIssued(1, registry.workspace(), gone, List.of(credential(gone))));
        TestTopics.say(connected(gone, 7, 1));
        TestTopics.say(connected(id, 8, 1));

        until(() -> registry.device(id).getBoolean("connectivity.connected"));
        problem(registry.viewer().get("/devices/" + gone), 404, "device-not-found");
    }

    @Test
    void newsIsTriedAgainUntilTheDatabaseTakesIt() {
        String id = registry.register("d");
        TestTopics.say(connected(id, 6, 1));
        until(() -> registry.device(id).getBoolean("connectivity.connected"));
        sql("alter table device_connection rename to out_of_reach");

        TestTopics.say(disconnected(id, 6, 2));
        Awaitility.await().during(Duration.ofSeconds(1)).until(() -> true);
        sql("alter table out_of_reach rename to device_connection");

        until(() -> !registry.device(id).getBoolean("connectivity.connected"));
    }

    private void sql(String statement) {
        pool.query(statement).execute().await().indefinitely();
    }

    private DeviceConnected connected(String id, long session, long revision) {
        return new DeviceConnected(revision, registry.workspace(), id, session(session, null));
    }

    private DeviceDisconnected disconnected(String id, long session, long revision) {
        Instant end = NOON.plusSeconds(session + 60);
        return new DeviceDisconnected(revision, registry.workspace(), id, session(session, end));
    }

    private static Session session(long number, @Nullable Instant end) {
        Instant start = NOON.plusSeconds(number);
        return new Session(number, "broker-0", "mqtt", "203.0.113.42", "crd_1", start, end, List.of(), null);
    }

    private Credential credential(String id) {
        return new Credential(
                "crd_1",
                Kind.TOKEN,
                "jti-1",
                id,
                registry.workspace() + "_" + id,
                NOON,
                null,
                new Topics(List.of("s/#"), List.of("p/#")));
    }

    private static void until(BooleanSupplier condition) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(condition::getAsBoolean);
    }
}
