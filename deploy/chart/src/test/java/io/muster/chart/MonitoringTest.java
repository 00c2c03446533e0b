package io.muster.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.Rule;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Dashboards and alerts as they are delivered; whether their metrics exist, the system tests ask the running platform. */
class MonitoringTest {

    private static final Pattern SECTION = Pattern.compile("(?m)^## (\\w+)$");
    private static final String RUNBOOKS = "https://wiki.example.com/alerts";

    private final Rendered rendered =
            Chart.withEverything().with("monitoring.alerts.runbooks", RUNBOOKS).render();

    @Test
    void nothingOfItIsThereUnlessItIsAskedFor() {
        Rendered plain = Chart.installed().render();

        assertThat(plain.all(PrometheusRule.class)).isEmpty();
        assertThat(plain.all(ConfigMap.class)).noneMatch(MonitoringTest::isDashboard);
    }

    @Test
    void eachServiceAndTheBrokerHasADashboard() {
        assertThat(dashboards().map(board -> board.get("uid").asText()))
                .containsExactlyInAnyOrder(
                        "muster-services",
                        "muster-registry",
                        "muster-provisioning",
                        "muster-telemetry",
                        "muster-command",
                        "muster-shadow",
                        "muster-broker");
    }

    @Test
    void everyPanelSaysWhatItShowsOfTheChosenPrometheus() {
        assertThat(dashboards().flatMap(MonitoringTest::panels)).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("description").asText())
                    .as(panel.path("title").asText())
                    .endsWith(".");
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty().allSatisfy(target -> assertThat(
                            target.path("expr").asText())
                    .contains("namespace=\"$namespace\", job=~\"$job\""));
        });
        assertThat(dashboards()).allSatisfy(board -> assertThat(board.at("/templating/list"))
                .extracting(variable -> variable.get("name").asText())
                .containsExactly("datasource", "namespace", "job"));
    }

    @Test
    void panelsHaveAPlaceOfTheirOwn() {
        assertThat(dashboards()).allSatisfy(board -> assertThat(board.get("panels"))
                .extracting(panel -> List.of(
                        panel.at("/gridPos/x").asInt(), panel.at("/gridPos/y").asInt()))
                .doesNotHaveDuplicates());
    }

    @Test
    void everyAlertSaysHowUrgentItIsAndWaitsUntilItIsSure() {
        assertThat(alerts()).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.getLabels().get("severity")).as(rule.getAlert()).isIn("critical", "warning");
            assertThat(rule.getFor()).as(rule.getAlert()).matches("[1-9][0-9]*m");
            assertThat(rule.getExpr().getStrVal()).isNotBlank();
            assertThat(rule.getAnnotations().get("summary")).isNotBlank();
        });
        assertThat(alerts().map(Rule::getAlert)).doesNotHaveDuplicates();
    }

    @Test
    void whatPrometheusFillsInIsLeftToIt() {
        assertThat(alerts().map(rule -> rule.getAnnotations().get("summary")))
                .anyMatch(summary -> summary.contains("{{ $labels.pod }}"));
    }

    @Test
    void everyAlertHasARunbookAndEveryRunbookAnAlert() throws IOException {
        List<String> sections = SECTION.matcher(Files.readString(Chart.file("docs/alerts.md")))
                .results()
                .map((MatchResult section) -> section.group(1))
                .toList();

        assertThat(alerts().map(Rule::getAlert)).containsExactlyInAnyOrderElementsOf(sections);
        assertThat(alerts()).allSatisfy(rule -> assertThat(rule.getAnnotations())
                .containsAllEntriesOf(Map.of(
                        "runbook", "deploy/chart/docs/alerts.md#" + anchor(rule),
                        "runbook_url", RUNBOOKS + "#" + anchor(rule))));
    }

    private static String anchor(Rule rule) {
        return rule.getAlert().toLowerCase();
    }

    private Stream<Rule> alerts() {
        return rendered.all(PrometheusRule.class).stream()
                .flatMap(rules -> rules.getSpec().getGroups().stream())
                .flatMap(group -> group.getRules().stream());
    }

    private Stream<JsonNode> dashboards() {
        return rendered.all(ConfigMap.class).stream()
                .filter(MonitoringTest::isDashboard)
                .flatMap(map -> map.getData().entrySet().stream())
                .filter(file -> file.getKey().endsWith(".json"))
                .map(file -> read(file.getValue()));
    }

    private static boolean isDashboard(ConfigMap map) {
        return "1".equals(map.getMetadata().getLabels().get("grafana_dashboard"));
    }

    private static Stream<JsonNode> panels(JsonNode board) {
        return board.get("panels").findParents("targets").stream();
    }

    private static JsonNode read(String json) {
        try {
            return new JsonMapper().readTree(json);
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + json, e);
        }
    }
}
