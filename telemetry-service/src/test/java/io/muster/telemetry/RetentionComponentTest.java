package io.muster.telemetry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.execute;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@TestProfile(RetentionComponentTest.ShortMemory.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class RetentionComponentTest {

    private static final String GROUP = "grp_longmemory";
    private static final String BRIEF_GROUP = "grp_shortmemory";

    public static class ShortMemory implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.retention.readings",
                    "10d",
                    "muster.retention.workspaces." + Api.OTHER_WORKSPACE,
                    "5d",
                    "muster.retention.groups." + GROUP,
                    "20d",
                    "muster.retention.groups." + BRIEF_GROUP,
                    "3d",
                    "muster.retention.interval",
                    "200ms",
                    "muster.retention.retry",
                    "100ms",
                    "muster.retention.portion",
                    "2");
        }
    }

    @Test
    void readingsAreKeptForAsLongAsTheirWorkspaceWants() {
        try (TestDevice usual = TestDevice.registered(Api.WORKSPACE);
                TestDevice brief = TestDevice.registered(Api.OTHER_WORKSPACE)) {
            for (TestDevice device : new TestDevice[] {usual, brief}) {
                for (int days : new int[] {25, 12, 7, 3}) {
                    keep(device, days);
                }
            }

            eventually().until(() -> stored(usual) == 2 && stored(brief) == 1);
            assertThat(rolledUp(usual)).isEqualTo(4);
            assertThat(rolledUp(brief)).isEqualTo(4);
            assertThat(isThere(partition(25))).isFalse();
        }
    }

    @Test
    void readingsOfAGroupAreKeptForAsLongAsItWants() {
        try (TestDevice device = TestDevice.registered(Api.OTHER_WORKSPACE)) {
            joins(device, Api.OTHER_WORKSPACE, GROUP);
            keep(device, 15);
            keep(device, 22);

            eventually().until(() -> stored(device) == 1);
        }
    }

    @Test
    void aGroupMayWantLessThanItsWorkspace() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE)) {
            joins(device, Api.WORKSPACE, BRIEF_GROUP);
            keep(device, 1);
            keep(device, 5);

            eventually().until(() -> stored(device) == 1);
        }
    }

    @Test
    void whatIsTooOldIsFoundWithoutLookingAtWhatIsNot() throws SQLException {
        try (TestDevice device = TestDevice.registered(Api.OTHER_WORKSPACE)) {
            keep(device, 1);
            try (Connection writer = StoredRows.lock(partition(1))) {
                keep(device, 7);

                String stored = "select count(*) from " + partition(7) + " where device = ?";
                eventually().until(() -> number(writer, stored, device.id()) == 0);
                writer.rollback();
            }
            assertThat(stored(device)).isEqualTo(1);
        }
    }

    @Test
    void oneReplicaRemovesAndTheOthersLeaveItToIt() throws SQLException {
        try (TestDevice device = TestDevice.registered(Api.OTHER_WORKSPACE);
                Connection other = StoredRows.transaction()) {
            number(other, "select 1 from (select pg_advisory_lock(hashtext('thinning'))) as held");
            keep(other, device, 7);
            Awaitility.await().during(Duration.ofSeconds(2)).until(() -> stored(device) == 1);

            number(other, "select 1 from (select pg_advisory_unlock_all()) as held");

            eventually().until(() -> stored(device) == 0);
        }
    }

    @Test
    void aReaderOfWhatIsToGoHoldsUpNothingElse() throws SQLException {
        try (TestDevice usual = TestDevice.registered(Api.WORKSPACE);
                TestDevice brief = TestDevice.registered(Api.OTHER_WORKSPACE);
                Connection reader = StoredRows.transaction()) {
            number(reader, "select count(*) from telemetry where device = ?", usual.id());
            keep(usual, 25);
            keep(brief, 7);

            eventually().until(() -> stored(brief) == 0);
            assertThat(isThere(partition(25))).isTrue();

            reader.rollback();
            eventually().until(() -> !isThere(partition(25)));
        }
    }

    @Test
    void whatWouldNotBeKeptIsNotSaidToBeStored() {
        try (TestDevice brief = TestDevice.registered(Api.OTHER_WORKSPACE).connect();
                TestDevice grouped = TestDevice.registered(Api.OTHER_WORKSPACE).connect()) {
            joins(grouped, Api.OTHER_WORKSPACE, GROUP);
            for (TestDevice device : new TestDevice[] {brief, grouped}) {
                publish(device, 4);
                publish(device, 15);
            }

            eventually().until(() -> rejectedAsTooOld(brief) == 1 && stored(brief) == 1 && stored(grouped) == 2);
            assertThat(rejectedAsTooOld(grouped)).isZero();
            as(Api.OTHER_WORKSPACE, "operator")
                    .contentType("text/csv")
                    .body("timestamp,n\n" + daysAgo(4) + ",2\n" + daysAgo(300) + ",3\n")
                    .post("/devices/" + brief.id() + "/telemetry")
                    .then()
                    .statusCode(200)
                    .body("data.stored", equalTo(1))
                    .body("data.rejected.index", contains(1))
                    .body("data.rejected.reason", contains("too_old"));
        }
    }

    private static void joins(TestDevice device, String workspace, String group) {
        TestTopics.say(new MemberAdded(1, workspace, group, device.id()));
        eventually().until(() -> number("select count(*) from known_member where device = ?", device.id()) == 1);
    }

    private static void publish(TestDevice device, int days) {
        device.publish("telemetry/a", "{\"value\":1,\"timestamp\":\"" + daysAgo(days) + "\"}");
    }

    private static Instant daysAgo(int days) {
        return Instant.now().minusSeconds(days * 86_400L);
    }

    private static boolean isThere(String table) {
        return number("select count(*) from pg_class where relname = ?", table) == 1;
    }

    private static String partition(int days) {
        return "telemetry_"
                + DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(daysAgo(days), ZoneOffset.UTC));
    }

    /** A reading that was stored when it was new. */
    private static void keep(TestDevice device, int days) {
        try (Connection connection = StoredRows.transaction()) {
            keep(connection, device, days);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keep(Connection connection, TestDevice device, int days) throws SQLException {
        eventually().until(() -> number("select count(*) from known_device where id = ?", device.id()) == 1);
        OffsetDateTime then = daysAgo(days).atOffset(ZoneOffset.UTC);
        // Its day must not have been looked at since: nobody comes back to it as long as nothing else becomes too old.
        number(connection, "select 1 from (select pg_advisory_xact_lock(hashtext('thinning'))) as held");
        execute(connection, "delete from thinned_day where day = ?", then.toLocalDate());
        number(connection, "select 1 from (select make_telemetry_day(?::date)) as made", then.toLocalDate());
        execute(
                connection,
                "insert into telemetry (workspace, device, channel, ts, received_at, value, fingerprint)"
                        + " select workspace, id, 'a', ?, ?, '{\"value\":1}', 0 from known_device where id = ?",
                then,
                then,
                device.id());
        execute(
                connection,
                "insert into telemetry_hour select workspace, id, 'a', 'value', ?, 1, 1, 1, 1, ?, 1, ?, 1"
                        + " from known_device where id = ?",
                then,
                then,
                then,
                device.id());
        connection.commit();
    }

    private static long stored(TestDevice device) {
        return number("select count(*) from telemetry where device = ?", device.id());
    }

    private static long rolledUp(TestDevice device) {
        return number("select count(*) from telemetry_hour where device = ?", device.id());
    }

    private static long rejectedAsTooOld(TestDevice device) {
        return number("select count(*) from rejected_message where device = ? and reason = 'too_old'", device.id());
    }
}
