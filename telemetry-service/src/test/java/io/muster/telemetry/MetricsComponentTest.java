package io.muster.telemetry;

import java.net.URI;

import io.muster.kit.testing.Metrics;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class MetricsComponentTest {

    @TestHTTPResource(value = "metrics", management = true)
    URI management;

    private Metrics metrics;

    @BeforeEach
    void read() {
        metrics = new Metrics(management);
    }

    @Test
    void whatIsStoredIsCountedInMessagesAndReadings() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            double messages = metrics.value("muster_ingest_messages_total");
            double readings = metrics.value("muster_ingest_readings_total");

            device.publish("telemetry/a", "[{\"timestamp\":1,\"value\":1},{\"timestamp\":2,\"value\":2}]");

            awaitAtLeast(messages + 1, "muster_ingest_messages_total");
            awaitAtLeast(readings + 2, "muster_ingest_readings_total");
        }
    }

    @Test
    void whatWaitsForNewsOfItsDeviceIsCounted() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            await().until(() -> execute("delete from known_device where id = ?", device.id()) == 1);

            device.publish("telemetry/a", "{\"n\":1}");

            awaitAtLeast(1, "muster_ingest_early_messages");
            awaitAtLeast(0.1, "muster_ingest_early_age_seconds");
            device.becomes("active");
            await().untilAsserted(() ->
                    assertThat(metrics.value("muster_ingest_early_messages")).isZero());
        }
    }

    private void awaitAtLeast(double value, String name) {
        await().untilAsserted(() -> assertThat(metrics.value(name)).as(name).isGreaterThanOrEqualTo(value));
    }
}
