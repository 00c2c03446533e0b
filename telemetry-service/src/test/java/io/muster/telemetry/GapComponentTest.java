package io.muster.telemetry;

import java.sql.Connection;
import java.sql.SQLException;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.Api.viewer;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.hamcrest.Matchers.equalTo;

/** What is missing between the sequence numbers of a device's messages. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class GapComponentTest {

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
    void whatIsMissingBetweenSequenceNumbersIsAGap() {
        for (int number : new int[] {1, 2, 5, 6, 4}) {
            device.publish("telemetry/a", "{\"value\":1,\"sequence_number\":" + number + "}");
            int count = number;
            eventually()
                    .until(() -> StoredRows.number(
                                    "select count(*) from telemetry where device = ? and value @> '{\"sequence_number\":"
                                            + count + "}'",
                                    device.id())
                            == 1);
        }

        eventually().untilAsserted(() -> viewer().get(path("stats")).then().body("data.gaps", equalTo(1)));
    }

    @Test
    void theFirstMessagesLeaveNoGapAlsoWhereTwoBatchesStoreThemTogether() throws SQLException {
        try (Connection other = StoredRows.transaction()) {
            StoredRows.execute(
                    other,
                    "insert into sequence_run (device, channel, first, last, seen, recent) values (?, 'a', 2, 2, 1, ?)",
                    device.id(),
                    new byte[] {1});
            device.publish("telemetry/a", "{\"value\":1,\"sequence_number\":1}");
            eventually()
                    .until(() -> StoredRows.number(
                                    "select count(*) from pg_locks where locktype = 'transactionid' and not granted")
                            == 1);
            other.commit();
        }
        eventually().until(() -> count("telemetry", device.id()) == 1);

        device.publish("telemetry/a", "{\"value\":1,\"sequence_number\":3}");
        eventually().until(() -> count("telemetry", device.id()) == 2);

        viewer().get(path("stats")).then().body("data.gaps", equalTo(0));
    }

    @Test
    void aMessageThatCameAndWasRejectedIsNoGap() {
        device.publish("telemetry/a", "{\"value\":1,\"sequence_number\":1}");
        device.publish("telemetry/a", "{\"value\":1,\"timestamp\":\"when\",\"sequence_number\":2}");
        eventually().until(() -> count("rejected_message", device.id()) == 1);
        device.publish("telemetry/a", "{\"value\":1,\"sequence_number\":3}");
        eventually().until(() -> count("telemetry", device.id()) == 2);
        as(Api.WORKSPACE, "operator")
                .contentType("application/json")
                .body("{\"device_id\":\"" + device.deviceId() + "\",\"data\":[{\"n\":1,\"sequence_number\":1},"
                        + "{\"n\":1,\"timestamp\":\"when\",\"sequence_number\":2},{\"n\":1,\"sequence_number\":3}]}")
                .post("/api/v1/data/batch")
                .then()
                .statusCode(200)
                .body("records_rejected", equalTo(1));

        viewer().get(path("stats")).then().body("data.rejected", equalTo(2)).body("data.gaps", equalTo(0));
    }

    private String path(String what) {
        return "/devices/" + device.id() + "/" + what;
    }
}
