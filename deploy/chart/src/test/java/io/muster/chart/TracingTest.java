package io.muster.chart;

import java.util.List;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Traces are recorded only if they are asked for, and then each service may bring them to the collector. */
class TracingTest {

    private static final int COLLECTOR = 4318;

    @Test
    void nobodyTracesUnasked() {
        Rendered rendered = Chart.installed().render();

        assertThat(Chart.SERVICES).allSatisfy(service -> assertThat(variables(rendered, service))
                .extracting(EnvVar::getName)
                .noneMatch(name -> name.startsWith("QUARKUS_OTEL_"))
                .contains("QUARKUS_LOG_CONSOLE_JSON_ENABLED"));
    }

    @Test
    void eachServiceBringsItsTracesToTheCollector() {
        Rendered rendered = Chart.installed()
                .with("tracing.enabled", true)
                .with("tracing.endpoint", "http://collector.observability:" + COLLECTOR)
                .with("tracing.ratio", 0.25)
                .with("tracing.headers.name", "collector")
                .render();

        assertThat(Chart.SERVICES).allSatisfy(service -> {
            assertThat(variables(rendered, service))
                    .contains(
                            new EnvVar("QUARKUS_OTEL_SDK_DISABLED", "false", null),
                            new EnvVar(
                                    "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                                    "http://collector.observability:" + COLLECTOR,
                                    null),
                            new EnvVar("QUARKUS_OTEL_TRACES_SAMPLER_ARG", "0.25", null))
                    .anySatisfy(headers -> {
                        assertThat(headers.getName()).isEqualTo("QUARKUS_OTEL_EXPORTER_OTLP_HEADERS");
                        assertThat(headers.getValueFrom().getSecretKeyRef().getName())
                                .isEqualTo("collector");
                    });
            assertThat(ports(rendered.one(NetworkPolicy.class, "muster-" + service)))
                    .contains(COLLECTOR);
        });
    }

    private static List<EnvVar> variables(Rendered rendered, String service) {
        return rendered.one(Deployment.class, "muster-" + service)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv();
    }

    private static List<Integer> ports(NetworkPolicy policy) {
        return policy.getSpec().getEgress().stream()
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getIntVal())
                .toList();
    }
}
