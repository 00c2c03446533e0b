package io.muster.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.Session;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceOnboarded;
import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Devices that the provisioning service has let in. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class ArrivalComponentTest {

    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    private final RegistryUnderTest registry = new RegistryUnderTest();
    private final String id = Ids.next("dev");

    @Test
    void aNewcomerIsRegisteredUnderTheIdItWasGiven() {
        TestTopics.say(onboarded(id, "SN-1"));

        until(() -> isThere("SN-1"));
        JsonPath device = registry.device("SN-1");
        assertThat(device.getString("id")).isEqualTo(id);
        assertThat(device.getString("name")).isEqualTo("Bed monitor");
        assertThat(device.getString("info.firmware")).isEqualTo("1.0.0");
        assertThat(device.getList("tags")).isEqualTo(List.of("serial"));
        assertThat(device.getString("metadata.location.room")).isEqualTo("ICU_01");
        DeviceRegistered event = TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceRegistered.class, said -> said.subject()
                .equals(id));
        assertThat(event.device().deviceId()).isEqualTo("SN-1");
    }

    @Test
    void aNewcomerThatIsAnnouncedTwiceIsRegisteredOnce() {
        TestTopics.say(onboarded(id, "SN-1"));
        TestTopics.say(onboarded(id, "SN-1"));
        sayAndAwaitAnother();

        assertThat(TestTopics.about(Topic.DEVICE_LIFECYCLE, id)).hasSize(1);
    }

    @Test
    void aNewcomerComesIntoItsGroupsWhichAreMadeAsNeeded() {
        String ward = registry.group(Map.of("path", "clinic/ward 1"));
        registry.group(Map.of("name", "kept", "query", "type = 'pump'"));

        TestTopics.say(onboarded(id, "SN-1", "clinic/ward 1", "clinic/ward 2", "kept", "a//b"));

        // Its groups come a moment after it.
        until(() -> isThere("SN-1") && registry.members(ward).equals(List.of("SN-1")));
        List<String> names = registry.data("/device-groups").getList("name");
        assertThat(names).containsExactly("clinic", "kept", "ward 1", "ward 2");
        String made = registry.data("/device-groups?name=ward 2").getString("[0].id");
        assertThat(registry.members(made)).containsExactly("SN-1");
    }

    @Test
    void whatWasSaidOfANewcomerBeforeItsRegistrationCounts() {
        TestTopics.say(new CredentialsIssued(1, registry.workspace(), id, List.of(credential())));
        TestTopics.say(new DeviceConnected(5, registry.workspace(), id, session()));
        String later = registry.register("later");
        sayBehind(new CredentialsIssued(1, registry.workspace(), later, List.of(credential())));
        sayBehind(new DeviceConnected(6, registry.workspace(), later, session()));
        until(() -> registry.device(later).getString("status").equals("active")
                && registry.device(later).getBoolean("connectivity.connected"));

        TestTopics.say(onboarded(id, "SN-1"));

        until(() -> isThere("SN-1")
                && registry.device("SN-1").getString("status").equals("active")
                && registry.device("SN-1").getBoolean("connectivity.connected"));
        JsonPath device = registry.device("SN-1");
        assertThat(device.getString("status")).isEqualTo("active");
        assertThat(device.getString("credentials.type")).isEqualTo("secret");
        assertThat(device.getBoolean("connectivity.connected")).isTrue();
    }

    @Test
    void aNameThatIsTakenStaysWithTheFirst() {
        String first = registry.register("SN-1");

        TestTopics.say(onboarded(id, "SN-1"));
        sayAndAwaitAnother();

        assertThat(registry.device("SN-1").getString("id")).isEqualTo(first);
        assertThat(TestTopics.about(Topic.DEVICE_LIFECYCLE, id)).isEmpty();
    }

    @Test
    void aDeviceThatWasDeletedSinceStaysDeleted() {
        TestTopics.say(onboarded(id, "SN-1"));
        until(() -> isThere("SN-1"));
        registry.operator().delete("/devices/SN-1").then().statusCode(204);

        TestTopics.say(onboarded(id, "SN-1"));
        sayAndAwaitAnother();

        assertThat(isThere("SN-1")).isFalse();
    }

    @Test
    void aNewcomerThatCannotBeRegisteredStopsNobodyElse() {
        TestTopics.say(onboarded(id, "a/b"));
        sayAndAwaitAnother();

        assertThat(TestTopics.about(Topic.DEVICE_LIFECYCLE, id)).isEmpty();
    }

    private boolean isThere(String reference) {
        return registry.viewer().get("/devices/" + reference).statusCode() == 200;
    }

    private void sayAndAwaitAnother() {
        String other = Ids.next("dev");
        sayBehind(onboarded(other, "other"));
        until(() -> isThere(other));
    }

    /** Under the newcomer's key: when this is taken in, what was said of the newcomer before has been, too. */
    private void sayBehind(LifecycleEvent event) {
        EventRecord behind = EventRecord.of(event, "/test", "1", NOON);
        TestTopics.publish(behind.topic(), id, behind.headers(), behind.body());
    }

    private DeviceOnboarded onboarded(String device, String deviceId, String... groups) {
        return new DeviceOnboarded(
                1,
                registry.workspace(),
                device,
                deviceId,
                "bcg_monitor",
                "Bed monitor",
                Map.of("firmware", "1.0.0"),
                List.of("serial"),
                Map.of("location", Map.of("room", "ICU_01")),
                List.of(groups),
                "test");
    }

    private Credential credential() {
        return new Credential(
                Ids.next("crd"),
                Kind.SECRET,
                "hmac-sha256:00",
                id,
                "key",
                NOON,
                null,
                new Topics(List.of("losant/x/command"), List.of("losant/x/state")));
    }

    private static Session session() {
        return new Session(1, "broker-0", "mqtt", "203.0.113.42", "crd", NOON, null, List.of(), null);
    }

    private static void until(BooleanSupplier condition) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(condition::getAsBoolean);
    }
}
