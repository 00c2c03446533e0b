package io.muster.chart;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.muster.broker.kafka.KafkaConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What pods are told is what their programs read, and all that they must be told. */
class SettingsTest {

    static List<String> services() {
        return Chart.SERVICES;
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceReadsEveryVariableThatItIsGiven(String service) {
        ServiceSettings settings = ServiceSettings.of(service);

        installations()
                .forEach(rendered ->
                        assertThat(variables(rendered, service)).isNotEmpty().allMatch(settings::reads));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceIsGivenAllWithoutWhichItDoesNotStart(String service) {
        Set<String> required = ServiceSettings.of(service).requiredVariables();

        assertThat(required).contains("MUSTER_POSTGRES_PASSWORD", "MUSTER_IDENTITY_ISSUER");
        installations()
                .forEach(rendered -> assertThat(variables(rendered, service)).containsAll(required));
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceReadsThePropertiesOfItsFile(String service) {
        ServiceSettings settings = ServiceSettings.of(service);
        String file = Chart.withEverything()
                .render()
                .one(ConfigMap.class, "muster-" + service)
                .getData()
                .get("application.properties");

        assertThat(file.lines().map(line -> line.split("=", 2)[0])).isNotEmpty().allMatch(settings::hasProperty);
        assertThat(settings.hasProperty("muster.outbox.speed")).isFalse();
        assertThat(settings.reads("MUSTER_OUTBOX_SPEED")).isFalse();
        assertThat(settings.reads("QUARKUS_DATASOURCE_BOUNDED_REACTIVE_TRUST_NOBODY"))
                .isFalse();
    }

    @Test
    void aMigrationIsTheServiceThatEndsOnceItsDatabaseIsReady() {
        Rendered rendered = Chart.withEverything().render();

        assertThat(Chart.SERVICES).allSatisfy(service -> {
            List<EnvVar> told = rendered.one(Job.class, "muster-" + service + "-migration-1")
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .get(0)
                    .getEnv();
            assertThat(told)
                    .extracting(EnvVar::getName)
                    .allMatch(ServiceSettings.of(service)::reads)
                    .containsAll(variables(rendered, service));
            assertThat(told)
                    .contains(
                            new EnvVar("QUARKUS_INIT_AND_EXIT", "true", null),
                            new EnvVar("QUARKUS_FLYWAY_MIGRATE_AT_START", "true", null));
        });
    }

    @Test
    void theBrokerReadsAllThatItIsGivenAndStartsWithIt() {
        installations().forEach(rendered -> {
            List<EnvVar> told = rendered.one(StatefulSet.class, "muster-broker")
                    .getSpec()
                    .getTemplate()
                    .getSpec()
                    .getContainers()
                    .get(0)
                    .getEnv();
            Recorded variables = new Recorded(told);
            brokerSettings(variables);

            Set<String> read = new HashSet<>(variables.asked);
            KafkaConnection.from(variables)
                    .settings()
                    .keySet()
                    .forEach(name -> read.add("KAFKA_" + name.replace('.', '_').toUpperCase()));
            read.add("JDK_JAVA_OPTIONS");
            assertThat(told).extracting(EnvVar::getName).allMatch(read::contains);
        });
    }

    /** An environment that remembers what it was asked for. */
    private static final class Recorded extends HashMap<String, String> {

        private static final long serialVersionUID = 1L;
        private static final String ANY_SECRET = "c2l4dGVlbiBsZXR0ZXJzIQ==";

        private final transient Set<String> asked = new HashSet<>();

        Recorded(List<EnvVar> variables) {
            variables.forEach(variable -> {
                boolean ofThePod = variable.getValueFrom() != null
                        && variable.getValueFrom().getFieldRef() != null;
                String known = ofThePod ? "muster-broker-0" : ANY_SECRET;
                String value = variable.getValueFrom() == null ? variable.getValue() : known;
                put(variable.getName(), value.replace("$(MUSTER_BROKER_NAME)", "muster-broker-0"));
            });
        }

        @Override
        public String get(Object name) {
            asked.add((String) name);
            return super.get(name);
        }
    }

    private static void brokerSettings(Map<String, String> variables) {
        try {
            Method from = Class.forName("io.muster.broker.BrokerSettings").getDeclaredMethod("from", Map.class);
            from.setAccessible(true);
            from.invoke(null, variables);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> variables(Rendered rendered, String service) {
        return rendered
                .one(Deployment.class, "muster-" + service)
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .get(0)
                .getEnv()
                .stream()
                .map(EnvVar::getName)
                .toList();
    }

    private static Stream<Rendered> installations() {
        return Stream.of(Chart.installed(), Chart.withEverything(), Chart.sized("small"), Chart.sized("production"))
                .map(Chart::render);
    }
}
