package io.muster.provisioning;

import java.net.URI;
import java.util.stream.Stream;

import io.muster.kit.testing.Metrics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.Wire.REQUESTS;
import static io.muster.provisioning.Wire.id;
import static io.muster.provisioning.Wire.idJson;
import static io.muster.provisioning.Wire.post;
import static io.muster.provisioning.Wire.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class MetricsComponentTest {

    @TestHTTPResource(value = "metrics", management = true)
    URI management;

    private Metrics metrics;

    @BeforeEach
    void read() {
        metrics = new Metrics(management);
    }

    @Test
    void requestsForNewDevicesAreCountedByTheirState() {
        String waiting = "muster_new_device_requests{state=\"waiting_for_connection\"";
        await().until(() -> !Double.isNaN(metrics.value(waiting)));
        double before = metrics.value(waiting);

        post(REQUESTS, user("ROLE_DEVICE_CONTROL_ADMIN"), idJson(id()));

        awaitAtLeast(before + 1, waiting);
        metrics.has("muster_new_device_requests{state=\"pending_acceptance\"");
    }

    @Test
    void credentialsAreCountedFromTheFirst() {
        Stream.of("issued", "rotated", "revoked")
                .forEach(done -> metrics.has(
                        "muster_outbox_published_events_total{event=\"io.muster.credentials." + done + ".v1\""));
    }

    private void awaitAtLeast(double value, String name) {
        await().untilAsserted(() -> assertThat(metrics.value(name)).as(name).isGreaterThanOrEqualTo(value));
    }
}
