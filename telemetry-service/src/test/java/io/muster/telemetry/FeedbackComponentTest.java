package io.muster.telemetry;

import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** What devices are told of messages that could not be stored, where one workspace alone wants it. */
@QuarkusTest
@TestProfile(FeedbackComponentTest.OneWorkspace.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class FeedbackComponentTest {

    private static final int PER_MINUTE = 4;

    public static class OneWorkspace implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.telemetry.errors.workspaces." + Api.WORKSPACE,
                    "true",
                    "muster.telemetry.errors.per-minute",
                    Integer.toString(PER_MINUTE),
                    "muster.ingest.clock-skew",
                    "reject");
        }
    }

    @Test
    void aDeviceIsToldWhatCouldNotBeStoredAndWhy() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect().subscribe("errors");
                TestDevice other =
                        TestDevice.registered(Api.WORKSPACE).connect().subscribe("errors")) {
            // One by one, because messages that come together may be stored by two writers, side by side.
            device.publish("telemetry/room/a", "[{\"n\":1,\"messageId\":\"m1\"},{\"n\":1e999,\"messageId\":\"m2\"}]");
            assertThat(error(device, 0))
                    .isEqualTo(Map.of(
                            "reason", "bad_value",
                            "channel", "room/a",
                            "messageId", "m2",
                            "detail", "holds a number that is too large"));
            device.publish("telemetry/a", "temperature=3");
            assertThat(error(device, 1)).containsEntry("reason", "not_json").doesNotContainKey("messageId");
            device.publish("telemetry/a", "{\"n\":1}");
            device.publish("status", "{\"messageId\":7}");
            assertThat(error(device, 2)).containsEntry("channel", "status").containsEntry("messageId", "7");
            assertThat(other.messages()).isEmpty();
        }
    }

    @Test
    void whereAWrongClockIsNotWantedTheDeviceIsToldAndNothingIsStored() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect().subscribe("errors")) {
            device.publish("telemetry/a", "[{\"n\":1},{\"n\":2,\"timestamp\":0,\"messageId\":\"m1\"}]");

            assertThat(error(device, 0)).containsEntry("reason", "clock_skew").containsEntry("messageId", "m1");
            assertThat(count("telemetry", device.id())).isZero();
            assertThat(count("rejected_message", device.id())).isEqualTo(1);
        }
    }

    @Test
    void aDeviceThatSaysNothingButNonsenseIsToldSoNowAndThenAndStopsNoOther() {
        try (TestDevice broken = TestDevice.registered(Api.WORKSPACE).connect().subscribe("errors");
                TestDevice other =
                        TestDevice.registered(Api.WORKSPACE).connect().subscribe("errors")) {
            for (int i = 0; i < 50; i++) {
                broken.publish("telemetry/a", "poison");
            }
            other.publish("telemetry/a", "poison");

            other.awaitMessage(0);
            eventually().until(() -> count("rejected_message", broken.id()) == 50);
            broken.awaitMessage(PER_MINUTE - 1);
            // The bucket fills up slowly: one more may have come since.
            assertThat(broken.messages()).hasSizeBetween(PER_MINUTE, PER_MINUTE + 2);
        }
    }

    @Test
    void whereNobodyWantsItNothingIsSaid() {
        try (TestDevice silent =
                        TestDevice.registered(Api.OTHER_WORKSPACE).connect().subscribe("errors");
                TestDevice told = TestDevice.registered(Api.WORKSPACE).connect().subscribe("errors")) {
            silent.publish("telemetry/a", "poison");
            eventually().until(() -> count("rejected_message", silent.id()) == 1);

            told.publish("telemetry/a", "poison");

            told.awaitMessage(0);
            assertThat(silent.messages()).isEmpty();
        }
    }

    private static Map<String, Object> error(TestDevice device, int index) {
        return JsonPath.from(device.awaitMessage(index)).getMap("");
    }
}
