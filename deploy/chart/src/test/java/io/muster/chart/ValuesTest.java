package io.muster.chart;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Wrong values are refused before anything is installed, and the message says which. */
class ValuesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registri.enabled | true | registri",
                "registry.enabled | perhaps | /registry/enabled",
                "registry.replica | 3 | replica",
                "service.replicas | -1 | /service/replicas",
                "postgres.host | postgres:5432 | /postgres/host",
                "postgres.port | 70000 | /postgres/port",
                "postgres.tls.mode | prefer | /postgres/tls/mode",
                "kafka.bootstrapServers | kafka | /kafka/bootstrapServers",
                "kafka.securityProtocol | TLS | /kafka/securityProtocol",
                "identity.jwks | issuer.example.com | /identity/jwks",
                "identity.algorithm | none | /identity/algorithm",
                "image.tag | latest | /image/tag",
                "broker.persistence.size | 10 gigabytes | /broker/persistence/size",
                "broker.service.type | ExternalName | /broker/service/type",
                "broker.config.MUSTER_BROKER_PASSWORD_SHADOW | secret | MUSTER_BROKER_PASSWORD_SHADOW",
                "broker.config.PATH | /tmp | PATH",
                "service.config.muster\\.mqtt\\.password | secret | muster.mqtt.password",
                "telemetry.resources.requests.memory | 1GB | /telemetry/resources/requests/memory",
                "secrets.database.keys.billing | x | /secrets/database/keys",
                "secrets.keys.name | My Secret | /secrets/keys/name",
                "trustedProxies[0] | 10.0.0.0/8 172.16.0.0/12 | /trustedProxies/0",
                "monitoring.alerts.runbooks | wiki/alerts | /monitoring/alerts/runbooks",
                "tracing.endpoint | collector:4318 | /tracing/endpoint",
                "tracing.endpoint | https://me:secret@collector:4318 | /tracing/endpoint",
                "tracing.ratio | 2 | /tracing/ratio",
                "service.config.quarkus\\.otel\\.exporter\\.otlp\\.headers | api-key=secret | quarkus.otel.exporter.otlp.headers",
                "gateway.requestTimeout | soon | /gateway/requestTimeout",
            })
    void aWrongValueIsRefusedByItsName(String name, String value, String named) {
        assertThatThrownBy(() -> Chart.installed().with(name, value).render())
                .hasMessageContaining("schema")
                .hasMessageContaining(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "postgres.tls.mode | verify-full | postgres.tls.ca.name must be set",
                "broker.enabled | false | broker.host must be set",
                "provisioning.enabled | false | devices.jwksUrl must be set",
                "broker.tls.keystore.name | tls | broker.tls.password.name must be set",
                "kafka.topics.create | strimzi | kafka.topics.strimziCluster must be set",
                "gateway.enabled | true | gateway.parentRefs must name a Gateway",
                "inside.kafka.enabled | true | kafka.topics.replicas must be 1",
                "tracing.enabled | true | tracing.endpoint must be set",
                "service.autoscaling.minReplicas | 7 | autoscaling.minReplicas must not be above",
            })
    void valuesThatAreWrongTogetherAreRefused(String name, String value, String message) {
        Object typed = value.matches("[0-9]+") ? (Object) Integer.valueOf(value) : value;

        assertThatThrownBy(() -> Chart.installed().with(name, typed).render()).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"postgres.host", "kafka.bootstrapServers", "identity.issuer", "identity.jwks"})
    void whatHasNoDefaultMustBeSaid(String name) {
        assertThatThrownBy(() -> Chart.installed().without(name).render()).hasMessageContaining(name + " must be set");
    }

    @Test
    void eachServiceMayBeInstalledAloneWithABrokerElsewhere() {
        Chart chart = Chart.installed()
                .with("broker.enabled", false)
                .with("broker.host", "mqtt.example.com")
                .with("devices.jwksUrl", "https://iot.example.com/.well-known/jwks.json");
        for (String service : Chart.SERVICES) {
            chart = chart.with(service + ".enabled", service.equals("telemetry"));
        }

        assertThat(chart.render().pods().map(Rendered.Pods::owner))
                .containsExactlyInAnyOrder("muster-telemetry", "muster-telemetry-migration-1", "muster-topics-1");
    }
}
