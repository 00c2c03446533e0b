package io.muster.telemetry;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.execute;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;

/** Messages that wait for news of their device, and more than one replica that takes them in. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class WaitingMessagesComponentTest {

    @Test
    void whatAnotherReplicaTakesInIsNeitherStoredNorCountedNorToldTwice() throws SQLException {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect();
                Connection other = StoredRows.transaction()) {
            eventually().until(() -> execute("delete from known_device where id = ?", device.id()) == 1);
            device.publish("telemetry/a", "{\"n\":1}");
            device.publish("telemetry/a", "poison");
            eventually().until(() -> count("early_message", device.id()) == 2);

            number(
                    other,
                    "select count(*) from (select from early_message where device = ? for update) as taken",
                    device.id());
            device.becomes("active");
            eventually().until(() -> number("select count(*) from known_device where id = ?", device.id()) == 1);
            Awaitility.await().during(Duration.ofSeconds(1)).until(() -> count("telemetry", device.id()) == 0);
            execute(other, "delete from early_message where device = ?", device.id());
            other.commit();

            Awaitility.await().during(Duration.ofSeconds(1)).until(() -> count("telemetry", device.id()) == 0);
            Awaitility.await().during(Duration.ofSeconds(1)).until(() -> count("traffic", device.id()) == 0);
            Awaitility.await().until(() -> count("rejected_message", device.id()) == 0);
        }
    }

    @Test
    void oneThatCannotBeStoredStopsNoneThatWaitWithIt() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            execute("alter table telemetry add constraint unforeseen check (channel <> 'unforeseen') not valid");
            eventually().until(() -> execute("delete from known_device where id = ?", device.id()) == 1);
            device.publish("telemetry/a", "{\"n\":1}");
            device.publish("telemetry/unforeseen", "{\"n\":0}");
            device.publish("telemetry/a", "{\"n\":2}");
            eventually().until(() -> count("early_message", device.id()) == 3);

            device.becomes("active");

            eventually().until(() -> count("telemetry", device.id()) == 2 && count("early_message", device.id()) == 0);
            assertThat(count("rejected_message", device.id())).isEqualTo(1);
        } finally {
            execute("alter table telemetry drop constraint if exists unforeseen");
        }
    }
}
