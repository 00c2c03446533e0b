package io.muster.registry;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.muster.kit.Ids;
import io.muster.kit.testing.Metrics;
import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class MetricsComponentTest {

    @TestHTTPResource(value = "metrics", management = true)
    URI management;

    private final RegistryUnderTest registry = new RegistryUnderTest();
    private Metrics metrics;

    @BeforeEach
    void read() {
        metrics = new Metrics(management);
    }

    @Test
    void devicesAreEstimatedAndNewsOfThoseThatAreNotThereYetIsCounted() throws SQLException {
        registry.register("d");
        try (Connection connection = RealServers.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("analyze device");
            statement.execute("insert into early_news values ('" + Ids.next("dev")
                    + "', 'device-connectivity', 'x', '{}', now() - interval '10 s')");
        }

        awaitAtLeast(1, "muster_registry_devices");
        awaitAtLeast(1, "muster_registry_early_events");
        awaitAtLeast(10, "muster_registry_early_age_seconds");
    }

    @Test
    void aRegistrationIsCounted() {
        String said = "muster_outbox_published_events_total{event=\"io.muster.device.registered.v1\"";
        double before = metrics.value(said);

        registry.register("d");

        awaitAtLeast(before + 1, said);
    }

    private void awaitAtLeast(double value, String name) {
        await().untilAsserted(() -> assertThat(metrics.value(name)).as(name).isGreaterThanOrEqualTo(value));
    }
}
