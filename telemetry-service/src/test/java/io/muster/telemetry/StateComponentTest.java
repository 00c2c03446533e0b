package io.muster.telemetry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.muster.events.DevicePurged;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.MembershipEvent.MemberRemoved;
import io.muster.events.StateReported;
import io.muster.events.Topic;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.execute;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;

/** What the other services hear of what devices said. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class StateComponentTest {

    private TestDevice device;

    @BeforeEach
    void connect() {
        device = TestDevice.registered(Api.WORKSPACE).connect();
    }

    @AfterEach
    void disconnect() {
        device.close();
    }

    @Test
    void theFirstMessageIsSaidAtOnceAndABurstAfterItAsOneEvent() {
        device.publish("telemetry/room/a", "{\"value\":0,\"unit\":\"C\"}");
        StateReported first = awaitState(1);

        for (int i = 1; i <= 10; i++) {
            device.publish("telemetry/room/a", "{\"value\":" + i + ",\"unit\":\"C\"}");
            device.publish("telemetry/b", "{\"x\":" + i + "}");
        }
        device.publish("status", "{\"batteryLevel\":87}");

        StateReported second = awaitState(2);
        assertThat(first.workspace()).isEqualTo(Api.WORKSPACE);
        assertThat(first.channels().keySet()).containsExactly("room/a");
        assertThat(first.channels().get("room/a").values()).isEqualTo(Map.of("value", 0));
        assertThat(second.channels().keySet()).containsExactly("b", "room/a", "status");
        assertThat(second.channels().get("room/a").values()).isEqualTo(Map.of("value", 10));
        assertThat(second.channels().get("room/a").unit()).isEqualTo("C");
        assertThat(second.channels().get("b").values()).isEqualTo(Map.of("x", 10));
        assertThat(second.channels().get("status").values()).isEqualTo(Map.of("batteryLevel", 87));
        assertThat(second.lastSeen()).isAfter(first.lastSeen());
        assertThat(isDue()).isFalse();
        assertThat(states()).hasSize(2);
    }

    @Test
    void aPlaceIsRememberedWhenLaterReadingsHaveNone() {
        Instant there = Instant.ofEpochSecond(Instant.now().getEpochSecond() - 60);
        device.publish(
                "telemetry/gps",
                "{\"timestamp\":\"" + there + "\",\"gps\":{\"lat\":52.5,\"lon\":13.4,\"accuracy\":5}}");
        device.publish("telemetry/gps", "{\"satellites\":3}");
        device.publish(
                "telemetry/late", "{\"timestamp\":\"" + there.minusSeconds(60) + "\",\"latitude\":1,\"longitude\":2}");
        device.publish("telemetry/nowhere", "{\"lat\":91,\"lng\":0}");

        StateReported state = awaitStateWith("nowhere");

        assertThat(state.location()).isEqualTo(new StateReported.Location(52.5, 13.4, 5.0, there));
        assertThat(state.channels().get("gps").values()).isEqualTo(Map.of("satellites", 3));
    }

    @Test
    void lateReadingsReplaceNothingButTheDeviceHasBeenSeen() {
        device.publish("telemetry/a", "{\"value\":2}");
        StateReported first = awaitState(1);

        device.publish(
                "telemetry/a", "{\"value\":1,\"timestamp\":\"" + Instant.now().minusSeconds(60) + "\"}");

        StateReported second = awaitState(2);
        assertThat(second.channels()).isEqualTo(first.channels());
        assertThat(second.lastSeen()).isAfter(first.lastSeen());
    }

    @Test
    void aValueThatIsTooLargeIsLeftOutAndSoAreTheOldestOfTooMany() {
        Instant start = Instant.now().minusSeconds(60);
        device.publish("telemetry/large", "{\"value\":\"" + "x".repeat(10_000) + "\"}");
        for (int i = 0; i < 20; i++) {
            device.publish(
                    "telemetry/c" + i,
                    "{\"timestamp\":\"" + start.plusSeconds(i) + "\",\"value\":\"" + "x".repeat(8_000) + "\"}");
        }
        device.publish("telemetry/end", "{\"value\":1}");

        StateReported state = awaitStateWith("end");

        assertThat(state.channels()).doesNotContainKeys("large", "c0", "c3").containsKeys("c4", "c19");
        assertThat(isDue()).isFalse();
    }

    @Test
    void theRevisionIsKeptInTheDatabaseAndOnlyGrows() {
        device.publish("telemetry/a", "{\"value\":1}");
        awaitState(1);
        // As when another replica has said it meanwhile.
        execute("update device_state set revision = 41, said_at = '-infinity' where device = ?", device.id());

        device.publish("telemetry/a", "{\"value\":2}");

        assertThat(awaitState(42).channels().get("a").values()).isEqualTo(Map.of("value", 2));
    }

    @Test
    void aDeviceThatAnotherReplicaIsAboutToSayHoldsUpNobody() throws SQLException {
        device.publish("telemetry/a", "{\"value\":1}");
        awaitState(1);
        execute("update device_state set said_at = '-infinity' where device = ?", device.id());

        try (Connection replica = StoredRows.transaction();
                TestDevice other = TestDevice.registered(Api.WORKSPACE).connect()) {
            execute(replica, "update device_state set due = true where device = ?", device.id());
            other.publish("telemetry/a", "{\"value\":1}");
            TestTopics.await(Topic.DEVICE_STATE, StateReported.class, state -> state.device()
                    .equals(other.id()));
            assertThat(states()).hasSize(1);
            replica.commit();
        }

        awaitState(2);
    }

    @Test
    void aStateThatCannotBeWrittenStaysDueUntilItIs() throws SQLException {
        execute("alter table outbox rename to outbox_away");
        try {
            device.publish("telemetry/a", "{\"value\":1}");
            eventually().until(() -> count("latest", device.id()) == 1);
            assertThat(isDue()).isTrue();
        } finally {
            execute("alter table outbox_away rename to outbox");
        }

        assertThat(awaitState(1).channels()).containsOnlyKeys("a");
        assertThat(states()).hasSize(1);
    }

    @Test
    void ofAPurgedDeviceNothingIsLeftAndTheReceiptSaysSo() {
        device.publish("telemetry/a", "{\"value\":1,\"lat\":1,\"lng\":2}");
        awaitState(1);

        device.isDeleted(true);

        DevicePurged receipt = TestTopics.await(Topic.PURGE_RECEIPTS, DevicePurged.class, purged -> purged.subject()
                .equals(device.id()));
        assertThat(receipt.removed()).containsEntry("device_state", 1L);
        assertThat(count("device_state", device.id())).isZero();
        assertThatTheLastWordIsEmpty();
    }

    @Test
    void whatIsHeardLateOfAPurgedDevicesGroupIsNotKept() {
        String group = Ids.next("grp");
        TestTopics.say(new MemberAdded(1, Api.WORKSPACE, group, device.id()));
        eventually().until(() -> count("known_member", device.id()) == 1);
        device.isDeleted(true);
        eventually().until(() -> count("known_member", device.id()) == 0);

        TestTopics.say(new MemberRemoved(2, Api.WORKSPACE, group, device.id()));
        TestTopics.say(new MemberAdded(2, Api.WORKSPACE, Ids.next("grp"), device.id()));
        // So many that each partition has some behind those.
        TestTopics.say(IntStream.range(0, 100)
                .mapToObj(number -> new MemberAdded(3, Api.WORKSPACE, group, Ids.next("dev")))
                .toList());

        eventually()
                .until(() ->
                        number("select count(*) from known_member where group_id = ? and revision = 3", group) == 100);
        assertThat(count("known_member", device.id())).isZero();
    }

    @Test
    void whatWasKeptOfADeletedDeviceGoesWhenItIsPurgedLater() {
        device.publish("telemetry/a", "{\"value\":1}");
        awaitState(1);
        device.isDeleted(false);
        eventually().until(() -> count("device_state", device.id()) == 0);
        assertThat(count("telemetry", device.id())).isEqualTo(1);

        device.isDeleted(true);

        DevicePurged receipt = TestTopics.await(Topic.PURGE_RECEIPTS, DevicePurged.class, purged -> purged.subject()
                .equals(device.id()));
        assertThat(receipt.removed()).containsEntry("telemetry", 1L);
        assertThat(count("telemetry", device.id())).isZero();
    }

    @Test
    void aDeletedDeviceKeepsItsReadingsButHasNoState() {
        device.publish("telemetry/a", "{\"value\":1,\"lat\":1,\"lng\":2}");
        awaitState(1);

        device.isDeleted(false);

        eventually().until(() -> count("device_state", device.id()) == 0);
        assertThat(count("telemetry", device.id())).isEqualTo(1);
        assertThatTheLastWordIsEmpty();
    }

    private void assertThatTheLastWordIsEmpty() {
        StateReported last = awaitState(2);
        assertThat(last.channels()).isEmpty();
        assertThat(last.location()).isNull();
        assertThat(TestTopics.bodies(Topic.DEVICE_STATE, device.id())).endsWith((String) null);
        assertThat(states()).hasSize(2);
    }

    private StateReported awaitState(long revision) {
        return TestTopics.await(
                Topic.DEVICE_STATE,
                StateReported.class,
                state -> state.device().equals(device.id()) && state.revision() == revision);
    }

    private StateReported awaitStateWith(String channel) {
        return TestTopics.await(
                Topic.DEVICE_STATE,
                StateReported.class,
                state -> state.device().equals(device.id()) && state.channels().containsKey(channel));
    }

    private List<StateReported> states() {
        return TestTopics.about(Topic.DEVICE_STATE, device.id()).stream()
                .map(StateReported.class::cast)
                .toList();
    }

    private boolean isDue() {
        return number("select count(*) from device_state where due and device = ?", device.id()) == 1;
    }
}
