package io.muster.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import io.muster.events.CommandEvent.CommandQueued;
import io.muster.events.CommandEvent.CommandTimedOut;
import io.muster.events.CommandEvent.Execution;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.Session;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.events.CredentialEvent.CredentialsRevoked;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.ShadowEvent.DesiredChanged;
import io.muster.events.ShadowEvent.DesiredRejected;
import io.muster.events.ShadowEvent.ReportedCorrected;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

/** What happened to a device, across all services. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceTimelineComponentTest {

    /** After anything that the test itself does. */
    private static final Instant LATER = Instant.parse("2126-01-19T12:00:00Z");

    private final RegistryUnderTest registry = new RegistryUnderTest();
    private String id = "";

    @BeforeEach
    void registerADevice() {
        id = registry.register("d");
    }

    @Test
    void whatAPersonDoesIsThereWithWhatChanged() {
        patch("/devices/d", "{\"name\": \"n\", \"info\": {\"firmware\": \"1.4.0\"}}");
        patch("/devices/d/status", "{\"status\": \"suspended\"}");

        until(() -> registry.timeline(id).size() == 4);

        JsonPath timeline = timeline("");
        assertThat(timeline.getString("data[0].type")).isEqualTo("status-changed");
        assertThat(timeline.getMap("data[0].detail")).isEqualTo(Map.of("from", "inactive", "to", "suspended"));
        assertThat(timeline.getMap("data.find { it.type == 'updated' }.detail"))
                .isEqualTo(Map.of("changed", List.of("name")));
        assertThat(timeline.getMap("data.find { it.type == 'firmware-changed' }.detail"))
                .isEqualTo(Map.of("to", "1.4.0"));
        assertThat(timeline.getString("data[3].type")).isEqualTo("registered");
    }

    @Test
    void whatTheOtherServicesSayIsThereOnceAndNewestFirst() {
        for (int twice = 0; twice < 2; twice++) {
            TestTopics.say(new DeviceConnected(2, registry.workspace(), id, session(null)));
            TestTopics.say(new DeviceDisconnected(3, registry.workspace(), id, session(LATER.plusSeconds(9))));
            TestTopics.say(new CommandQueued(1, registry.workspace(), execution("cmd_1", 10)));
            TestTopics.say(new CommandTimedOut(2, registry.workspace(), execution("cmd_1", 11)));
            TestTopics.say(new DesiredChanged(7, registry.workspace(), id, true, LATER.plusSeconds(12)));
        }

        until(() -> registry.timeline(id).contains("shadow-changed")
                && registry.timeline(id).contains("command-timed-out")
                && registry.timeline(id).contains("disconnected"));

        assertThat(registry.timeline(id))
                .containsExactly(
                        "shadow-changed",
                        "command-timed-out",
                        "command-queued",
                        "disconnected",
                        "connected",
                        "registered");
        JsonPath commands = timeline("?type=command,shadow-changed&limit=2&page=2");
        assertThat(commands.getList("data.type")).isEqualTo(List.of("command-queued"));
        assertThat(commands.getInt("pagination.total")).isEqualTo(3);
        assertThat(commands.getMap("data[0].detail"))
                .isEqualTo(Map.of("id", "cmd_1", "command", "reboot", "attempt", 1));
    }

    @Test
    void whatHappensToShadowsIsToldWithTheirNamesAndWhoDidIt() {
        Instant at = LATER.plusSeconds(20);
        String workspace = registry.workspace();
        TestTopics.say(new DesiredChanged(1, workspace, id, "kitchen", true, "ada", at));
        TestTopics.say(
                new DesiredRejected(2, workspace, id, "kitchen", false, Map.of("mode", "no"), at.plusSeconds(1)));
        TestTopics.say(new ReportedCorrected(1, workspace, id, null, true, "ada", at.plusSeconds(2)));

        until(() ->
                registry.timeline(id).containsAll(List.of("shadow-changed", "shadow-rejected", "shadow-corrected")));

        JsonPath timeline = timeline("?limit=3");
        assertThat(timeline.getList("data.type"))
                .containsExactly("shadow-corrected", "shadow-rejected", "shadow-changed");
        assertThat(timeline.getMap("data[0].detail")).isEqualTo(Map.of("pending", true, "actor", "ada"));
        assertThat(timeline.getMap("data[1].detail"))
                .isEqualTo(Map.of("pending", false, "name", "kitchen", "rejected", Map.of("mode", "no")));
        assertThat(timeline.getMap("data[2].detail"))
                .isEqualTo(Map.of("pending", true, "name", "kitchen", "actor", "ada"));
    }

    @Test
    void credentialsAndGroupsAreThereWithoutAnythingSecret() {
        TestTopics.say(new CredentialsIssued(1, registry.workspace(), id, List.of(credential())));
        TestTopics.say(new CredentialsRevoked(2, registry.workspace(), id, List.of()));
        TestTopics.say(new MemberAdded(1, registry.workspace(), "grp_1", id));

        until(() -> registry.timeline(id).contains("group-joined")
                && registry.timeline(id).contains("credentials-revoked"));

        assertThat(timeline("?type=provisioned").getMap("data[0].detail"))
                .isEqualTo(Map.of("valid", List.of(Map.of("id", "crd_1", "type", "secret"))));
        assertThat(registry.viewer().get("/devices/d/timeline").asString()).doesNotContain("hmac");
    }

    @Test
    void itOutlivesADeviceThatIsDeletedWithItsDataKept() {
        registry.operator().delete("/devices/d").then().statusCode(204);

        until(() -> registry.timeline(id).contains("deleted"));

        assertThat(registry.timeline(id)).containsExactly("deleted", "registered");
        problem(registry.viewer().get("/devices/d/timeline"), 404, "device-not-found");
        problem(new RegistryUnderTest().viewer().get("/devices/" + id + "/timeline"), 404, "device-not-found");
    }

    @Test
    void itGoesWithTheDataAndDoesNotComeBack() {
        String witness = registry.register("witness");
        registry.operator().delete("/devices/d?purgeData=true").then().statusCode(204);
        TestTopics.say(new CommandQueued(1, registry.workspace(), execution("cmd_1", 10)));
        registry.operator().delete("/devices/witness").then().statusCode(204);

        until(() -> registry.timeline(witness).contains("deleted"));

        problem(registry.viewer().get("/devices/" + id + "/timeline"), 404, "device-not-found");
    }

    @Test
    void aDeviceThatIsTalkedToWithoutEndKeepsTheNewest() {
        sayQueued(0, 1200);

        until(() -> timeline("?type=command").getInt("pagination.total") >= 1000
                && timeline("?limit=1").getString("data[0].at").equals("2126-01-19T12:19:59.000Z"));

        // Only one in some entries looks for too many, and Kafka may have said some of the old ones again.
        AtomicInteger next = new AtomicInteger(1200);
        until(() -> {
            int first = next.getAndAdd(64);
            sayQueued(first, first + 64);
            return timeline("").getInt("pagination.total") < 1100;
        });
        problem(registry.viewer().get("/devices/d/timeline?limit=501"), 400, "invalid-request");
    }

    private void sayQueued(int first, int end) {
        TestTopics.say(IntStream.range(first, end)
                .mapToObj(number -> new CommandQueued(number, registry.workspace(), execution("cmd_1", number)))
                .toList());
    }

    private JsonPath timeline(String query) {
        return registry.viewer()
                .get("/devices/" + id + "/timeline" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private void patch(String path, String body) {
        registry.operator().body(body).patch(path).then().statusCode(200);
    }

    private Execution execution(String command, int second) {
        return new Execution(command, null, id, "reboot", 1, null, LATER.plusSeconds(second));
    }

    private static Session session(@Nullable Instant end) {
        return new Session(7, "broker-0", "mqtts", "203.0.113.42", "crd_1", LATER, end, List.of(), "closed-by-device");
    }

    private Credential credential() {
        return new Credential(
                "crd_1",
                Kind.SECRET,
                "hmac-sha256:00",
                id,
                registry.workspace() + "_" + id,
                LATER,
                null,
                new Topics(List.of(), List.of()));
    }

    private static void until(BooleanSupplier condition) {
        // A busy machine may lose its place in a Kafka group, and waits until it has got it again.
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(condition::getAsBoolean);
    }
}
