package io.muster.telemetry;

import java.sql.Connection;
import java.sql.SQLException;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;

/** How many of a device's rejected messages are kept, and which. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class RejectionBoundComponentTest {

    /** Every rejected message takes the next number, whether it is kept or not. */
    private static final String REJECTED_EVER =
            "select case when is_called then last_value else 0 end from rejected_message_id_seq";

    @Test
    void ofADevicesRejectedMessagesTheNewestAreKept() throws SQLException {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            long before = number(REJECTED_EVER);
            for (int i = 0; i < 131; i++) {
                device.publish("telemetry/a", "poison " + i);
            }

            eventually().until(() -> number(REJECTED_EVER) == before + 131);
            try (Connection alone = StoredRows.lock("rejected_message")) {
                assertThat(kept(alone, device)).isEqualTo(100);
                assertThat(number(
                                alone,
                                "select count(*) from generate_series(31, 130) as number join rejected_message"
                                        + " on head = convert_to('poison ' || number, 'UTF8') where device = ?",
                                device.id()))
                        .isEqualTo(100);
            }
        }
    }

    @Test
    void noMoreRejectedMessagesAreKeptWhenSeveralWritersHaveOneAtOnce() throws SQLException {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            long before = number(REJECTED_EVER);
            for (int i = 0; i < 100; i++) {
                device.publish("telemetry/a", "poison");
            }
            eventually().until(() -> number(REJECTED_EVER) == before + 100);

            try (Connection held = StoredRows.lock("rejected_message")) {
                for (int i = 0; i < 2; i++) {
                    device.publish("telemetry/a", "poison");
                    device.publish("status", "poison");
                }
                eventually().until(() -> number("select count(*) from pg_locks where not granted") >= 4);
                held.rollback();
            }

            eventually().until(() -> number(REJECTED_EVER) == before + 104);
            try (Connection alone = StoredRows.lock("rejected_message")) {
                assertThat(kept(alone, device)).isEqualTo(100);
            }
        }
    }

    /** To be asked by who has the table alone: then whoever has written to it has committed. */
    private static long kept(Connection alone, TestDevice device) throws SQLException {
        return number(alone, "select count(*) from rejected_message where device = ?", device.id());
    }
}
