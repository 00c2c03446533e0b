package io.muster.chart;

import com.marcnuri.helm.LintResult;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What Helm itself says, and that every object is one that Kubernetes knows. */
class ChartTest {

    @Test
    void helmFindsNothingToSay() {
        LintResult lint = Chart.lint();

        assertThat(lint.isFailed()).as(String.join("\n", lint.getMessages())).isFalse();
    }

    @Test
    void everyChoiceOfServicesIsOfKnownObjectsAndOfThoseServicesAlone() {
        for (Chart chart : Chart.everyChoiceOfServices()) {
            Rendered rendered = chart.render();

            for (String service : Chart.SERVICES) {
                assertThat(rendered.objects())
                        .as("%s of %s", service, chart)
                        .filteredOn(object -> component(object).startsWith(service))
                        .extracting(object -> object.getMetadata().getName())
                        .hasSize(Boolean.TRUE.equals(chart.values().get(service + ".enabled")) ? 8 : 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"small", "production"})
    void theFilesOfValuesAreWhole(String size) {
        assertThat(Chart.sized(size).render().objects()).hasSizeGreaterThan(30);
    }

    @Test
    void everySwitchMakesKnownObjects() {
        assertThat(Chart.withEverything().render().objects()).hasSizeGreaterThan(50);
    }

    @Test
    void jobsAreHooksOfHelmWhichAreNoPartOfTheReleaseItself() {
        assertThat(Chart.installed().render().all(Job.class)).hasSize(6);
        assertThat(Chart.installed().without("jobs.hooks").render().all(Job.class))
                .isEmpty();
    }

    @Test
    void namesAreUnique() {
        assertThat(Chart.withEverything().render().objects())
                .extracting(
                        object -> object.getKind() + " " + object.getMetadata().getName())
                .doesNotHaveDuplicates();
    }

    @Test
    void aFieldThatKubernetesDoesNotKnowIsFound() {
        String document = Chart.installed().render().documents().stream()
                .filter(text -> text.contains("kind: Deployment"))
                .findFirst()
                .orElseThrow();

        assertThatThrownBy(() -> Rendered.parse(document.replace("enableServiceLinks:", "enableServiceLink:")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("enableServiceLink");
        assertThatThrownBy(() -> Rendered.parse(document.replaceFirst("value: ES256", "value: 256")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Integer");
    }

    private static String component(HasMetadata object) {
        return object.getMetadata().getLabels().get("app.kubernetes.io/component");
    }
}
