package io.muster.chart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;

/** Our chart with values: what somebody would give to {@code helm template}. */
record Chart(List<Path> files, Map<String, Object> values) {

    static final String RELEASE = "muster";
    static final List<String> SERVICES = List.of("registry", "provisioning", "telemetry", "command", "shadow");

    private static final Path ROOT = Path.of("").toAbsolutePath();

    /** With the least that has to be said. Jobs are no hooks: Helm does not show what hooks are. */
    static Chart installed() {
        return new Chart(
                List.of(),
                Map.of(
                        "postgres.host", "postgres.example.com",
                        "kafka.bootstrapServers", "kafka-0.example.com:9092,kafka-1.example.com:9094",
                        "identity.issuer", "https://issuer.example.com",
                        "identity.jwks", "https://issuer.example.com/jwks.json",
                        "jobs.hooks", false));
    }

    /** As {@code values-<name>.yaml} has it. */
    static Chart sized(String name) {
        return new Chart(List.of(file("values-" + name + ".yaml")), Map.of("jobs.hooks", false));
    }

    /** With every switch on that adds or changes an object. */
    static Chart withEverything() {
        return installed()
                .with("postgres.tls.mode", "verify-full")
                .with("postgres.tls.ca.name", "postgres-ca")
                .with("kafka.securityProtocol", "SASL_SSL")
                .with("kafka.ca.name", "kafka-ca")
                .with("identity.jwksSecret.name", "issuer-keys")
                .with("gateway.enabled", true)
                .with("gateway.parentRefs[0].name", "public")
                .with("ingress.enabled", true)
                .with("ingress.host", "iot.example.com")
                .with("ingress.tlsSecret", "iot-tls")
                .with("trustedProxies[0]", "10.0.0.0/8")
                .with("monitoring.serviceMonitors.enabled", true)
                .with("monitoring.dashboards.enabled", true)
                .with("monitoring.alerts.enabled", true)
                .with("tracing.enabled", true)
                .with("tracing.endpoint", "https://collector.example.com:4318")
                .with("tracing.headers.name", "collector")
                .with("networkPolicy.from.http[0].namespaceSelector.matchLabels.name", "gateways")
                .with("broker.replicas", 3)
                .with("broker.tls.keystore.name", "broker-tls")
                .with("broker.tls.password.name", "broker-tls-password")
                .with("broker.config.MUSTER_BROKER_MAX_CONNECTIONS", 110_000)
                .with("service.config.muster\\.outbox\\.pace", "100ms");
    }

    /** Every choice of services, from none to all; bit i stands for the i-th of {@link #SERVICES}. */
    static List<Chart> everyChoiceOfServices() {
        return IntStream.range(0, 1 << SERVICES.size())
                .mapToObj(Chart::ofServices)
                .toList();
    }

    private static Chart ofServices(int choice) {
        Chart chart = installed().with("devices.jwksUrl", "https://iot.example.com/.well-known/jwks.json");
        for (int i = 0; i < SERVICES.size(); i++) {
            chart = chart.with(SERVICES.get(i) + ".enabled", (choice >> i & 1) == 1);
        }
        return chart;
    }

    Chart with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Chart(files, more);
    }

    Chart without(String name) {
        Map<String, Object> fewer = new HashMap<>(values);
        fewer.remove(name);
        return new Chart(files, fewer);
    }

    /**
     * All documents, as text.
     *
     * @throws IllegalStateException with Helm's message, if it refuses
     */
    Rendered render() {
        TemplateCommand command =
                new Helm(ROOT).template().withName(RELEASE).withNamespace("iot").withKubeVersion("1.32.0");
        files.forEach(command::withValuesFile);
        values.forEach(command::set);
        return new Rendered(Arrays.stream(command.call().split("(?m)^---$"))
                .filter(document -> document.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .toList());
    }

    static LintResult lint() {
        return new Helm(ROOT).lint().strict().call();
    }

    /** A file of the chart. */
    static Path file(String name) {
        Path file = ROOT.resolve(name);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("No " + file);
        }
        return file;
    }
}
