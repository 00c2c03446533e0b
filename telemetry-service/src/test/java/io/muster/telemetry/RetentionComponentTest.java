package io.muster.telemetry;

import java.time.Instant;
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
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;

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
                    "200ms");
        }
    }

    @Test
    void readingsAreKeptForAsLongAsTheirWorkspaceWants() {
        try (TestDevice usual = TestDevice.registered(Api.WORKSPACE).connect();
                TestDevice brief = TestDevice.registered(Api.OTHER_WORKSPACE).connect()) {
            for (TestDevice device : new TestDevice[] {usual, brief}) {
                for (int days : new int[] {25, 12, 7, 3}) {
                    publish(device, days);
                }
            }

            eventually().until(() -> stored(usual) == 2 && stored(brief) == 1 && rolledUp(usual) == 4);
            assertThat(rolledUp(brief)).isEqualTo(4);
            assertThat(number("select count(*) from pg_class where relname = 'telemetry_' || to_char("
                            + "now() at time zone 'UTC' - interval '25 days', 'YYYYMMDD')"))
                    .isZero();
        }
    }

    @Test
    void readingsOfAGroupAreKeptForAsLongAsItWants() {
        try (TestDevice device = TestDevice.registered(Api.OTHER_WORKSPACE).connect()) {
            joins(device, Api.OTHER_WORKSPACE, GROUP);
            publish(device, 15);
            publish(device, 22);

            eventually().until(() -> rolledUp(device) == 2 && stored(device) == 1);
        }
    }

    @Test
    void aGroupMayWantLessThanItsWorkspace() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            joins(device, Api.WORKSPACE, BRIEF_GROUP);
            publish(device, 1);
            publish(device, 5);

            eventually().until(() -> rolledUp(device) == 2 && stored(device) == 1);
        }
    }

    private static void joins(TestDevice device, String workspace, String group) {
        TestTopics.say(new MemberAdded(1, workspace, group, device.id()));
        eventually().until(() -> number("select count(*) from known_member where device = ?", device.id()) == 1);
    }

    private static void publish(TestDevice device, int daysAgo) {
        device.publish(
                "telemetry/a", "{\"value\":1,\"timestamp\":\"" + Instant.now().minusSeconds(daysAgo * 86_400L) + "\"}");
    }

    private static long stored(TestDevice device) {
        return number("select count(*) from telemetry where device = ?", device.id());
    }

    private static long rolledUp(TestDevice device) {
        return number("select count(*) from telemetry_hour where device = ?", device.id());
    }
}
