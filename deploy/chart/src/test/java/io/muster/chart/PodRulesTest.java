package io.muster.chart;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.muster.chart.Rendered.Pods;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every pod, however the chart is installed. */
class PodRulesTest {

    static Stream<Rendered> installations() {
        return Stream.of(Chart.installed(), Chart.withEverything(), Chart.sized("small"), Chart.sized("production"))
                .map(Chart::render);
    }

    @ParameterizedTest
    @MethodSource("installations")
    void noneRunsAsRootOrWritesToItsImageOrGetsMoreRights(Rendered rendered) {
        assertThat(rendered.pods()).allSatisfy(pods -> {
            assertThat(spec(pods).getSecurityContext().getRunAsNonRoot()).isTrue();
            assertThat(spec(pods).getSecurityContext().getRunAsUser()).isPositive();
            assertThat(spec(pods).getSecurityContext().getSeccompProfile().getType())
                    .isEqualTo("RuntimeDefault");
            assertThat(spec(pods).getAutomountServiceAccountToken()).isFalse();
            assertThat(spec(pods).getContainers()).allSatisfy(container -> {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .isTrue();
                assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                        .isFalse();
                assertThat(container.getSecurityContext().getCapabilities().getDrop())
                        .containsExactly("ALL");
                assertThat(container.getVolumeMounts())
                        .anyMatch(mount -> mount.getMountPath().equals("/tmp"));
            });
        });
    }

    @ParameterizedTest
    @MethodSource("installations")
    void eachSaysWhatItNeedsAndWhatItMayTakeAtMost(Rendered rendered) {
        assertThat(containers(rendered)).allSatisfy(container -> {
            Map<String, Quantity> requests = container.getResources().getRequests();
            Map<String, Quantity> limits = container.getResources().getLimits();
            assertThat(requests).containsOnlyKeys("cpu", "memory");
            assertThat(limits).containsOnlyKeys("cpu", "memory");
            requests.forEach((name, quantity) -> assertThat(quantity.getNumericalAmount())
                    .as(name)
                    .isLessThanOrEqualTo(limits.get(name).getNumericalAmount()));
        });
    }

    @ParameterizedTest
    @MethodSource("installations")
    void eachThatStaysIsProbedAndAJobHasADeadline(Rendered rendered) {
        assertThat(rendered.pods().filter(pods -> !isJob(pods)).flatMap(PodRulesTest::containers))
                .isNotEmpty()
                .allSatisfy(container -> {
                    assertThat(container.getStartupProbe()).isNotNull();
                    assertThat(container.getLivenessProbe()).isNotNull();
                    assertThat(container.getReadinessProbe()).isNotNull();
                });
        assertThat(rendered.all(io.fabric8.kubernetes.api.model.batch.v1.Job.class))
                .allSatisfy(job ->
                        assertThat(job.getSpec().getActiveDeadlineSeconds()).isPositive());
    }

    @ParameterizedTest
    @MethodSource("installations")
    void eachProbedPortIsOpen(Rendered rendered) {
        assertThat(containers(rendered).filter(container -> container.getReadinessProbe() != null))
                .allSatisfy(container -> {
                    List<String> ports = container.getPorts().stream()
                            .map(port -> port.getName())
                            .toList();
                    Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                            .filter(probe -> probe.getHttpGet() != null)
                            .forEach(probe -> assertThat(ports)
                                    .contains(probe.getHttpGet().getPort().getStrVal()));
                });
    }

    @ParameterizedTest
    @MethodSource("installations")
    void aServiceEndsInOrderWithinTheTimeItIsGiven(Rendered rendered) {
        assertThat(rendered.all(Deployment.class)).isNotEmpty().allSatisfy(deployment -> {
            PodSpec spec = deployment.getSpec().getTemplate().getSpec();
            Container container = spec.getContainers().get(0);
            long delay = seconds(container, "QUARKUS_SHUTDOWN_DELAY");
            long requests = seconds(container, "QUARKUS_SHUTDOWN_TIMEOUT");
            assertThat(delay).isPositive();
            assertThat(spec.getTerminationGracePeriodSeconds()).isGreaterThan(delay + requests);
            assertThat(deployment
                            .getSpec()
                            .getStrategy()
                            .getRollingUpdate()
                            .getMaxUnavailable()
                            .getIntVal())
                    .isZero();
        });
    }

    @ParameterizedTest
    @MethodSource("installations")
    void aPolicySaysWhoMayReachEach(Rendered rendered) {
        List<NetworkPolicy> policies = rendered.all(NetworkPolicy.class);

        assertThat(rendered.pods()).allSatisfy(pods -> assertThat(policies)
                .as(pods.owner())
                .filteredOn(policy -> pods.template()
                        .getMetadata()
                        .getLabels()
                        .entrySet()
                        .containsAll(policy.getSpec()
                                .getPodSelector()
                                .getMatchLabels()
                                .entrySet()))
                .singleElement()
                .satisfies(policy ->
                        assertThat(policy.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress")));
    }

    @ParameterizedTest
    @MethodSource("installations")
    void secretsAreOnlyEverNamed(Rendered rendered) {
        assertThat(rendered.objects()).noneMatch(object -> object.getKind().equals("Secret"));
        assertThat(containers(rendered).flatMap(container -> container.getEnv().stream()))
                .filteredOn(variable -> variable.getName().matches(".*(PASSWORD|SECRET|MASTER_KEY|JAAS).*"))
                .isNotEmpty()
                .allSatisfy(variable -> {
                    assertThat(variable.getValue()).as(variable.getName()).isNull();
                    assertThat(variable.getValueFrom().getSecretKeyRef().getName())
                            .isNotBlank();
                });
    }

    @ParameterizedTest
    @MethodSource("installations")
    void accountsOfServicesExist(Rendered rendered) {
        List<String> accounts = rendered.all(ServiceAccount.class).stream()
                .map(account -> account.getMetadata().getName())
                .toList();

        assertThat(rendered.pods().map(pods -> spec(pods).getServiceAccountName()))
                .allSatisfy(name -> assertThat(name == null || accounts.contains(name))
                        .as(name)
                        .isTrue());
    }

    private static long seconds(Container container, String variable) {
        return container.getEnv().stream()
                .filter(said -> said.getName().equals(variable))
                .map(EnvVar::getValue)
                .mapToLong(value -> Long.parseLong(value.substring(0, value.length() - 1)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isJob(Pods pods) {
        return "Never".equals(spec(pods).getRestartPolicy());
    }

    private static Stream<Container> containers(Rendered rendered) {
        return rendered.pods().flatMap(PodRulesTest::containers);
    }

    private static Stream<Container> containers(Pods pods) {
        return spec(pods).getContainers().stream();
    }

    private static PodSpec spec(Pods pods) {
        return pods.template().getSpec();
    }
}
