package io.muster.shadow;

import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

import io.muster.kit.testing.Metrics;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.WORKSPACE;
import static io.muster.shadow.Callers.as;
import static io.muster.shadow.Callers.desire;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class MetricsComponentTest {

    @TestHTTPResource(value = "metrics", management = true)
    URI management;

    private Metrics metrics;

    @BeforeEach
    void read() {
        metrics = new Metrics(management);
    }

    @Test
    void aShadowThatIsNotAsItShouldBeIsCountedUntilItIs() {
        String diverged = "muster_shadows_diverged_shadows";
        await().until(() -> !Double.isNaN(metrics.value(diverged)));
        double before = metrics.value(diverged);
        String device = TestDevice.registered(WORKSPACE).id();

        desire(device, Map.of("interval", 10)).then().statusCode(200);
        awaitAtLeast(before + 1, diverged);

        as("operator")
                .body("{\"desired\":{\"interval\":null}}")
                .patch("/devices/{id}/shadow", device)
                .then()
                .statusCode(200);
        await().untilAsserted(() -> assertThat(metrics.value(diverged)).isLessThanOrEqualTo(before));
    }

    @Test
    void whatIsToBeSentAndDerivedIsKnown() {
        Stream.of("muster_deltas_due_deltas", "muster_derived_due_states").forEach(due -> awaitAtLeast(0, due));
        Stream.of("muster_deltas_lateness_seconds", "muster_derived_lateness_seconds")
                .forEach(lateness -> awaitAtLeast(0, lateness));
        metrics.has("muster_outbox_published_events_total{event=\"io.muster.shadow.diverged.v1\"");
    }

    private void awaitAtLeast(double value, String name) {
        await().untilAsserted(() -> assertThat(metrics.value(name)).as(name).isGreaterThanOrEqualTo(value));
    }
}
