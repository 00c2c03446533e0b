package io.muster.systemtests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every metric that a dashboard or an alert reads is one that the running platform exposes. */
class MetricsSystemTest {

    private static final List<String> SERVICES = List.of("registry", "provisioning", "telemetry", "command", "shadow");
    private static final Path CHART = Path.of(System.getProperty("muster.root"), "deploy", "chart");
    private static final Pattern RULE = Pattern.compile("(?m)^ +expr: \\|-\\n((?: {10}.*\\n)+)");

    /** Prometheus' own, and the labels that it gives to whatever it reads. */
    private static final Set<String> OF_PROMETHEUS = Set.of("up", "namespace", "job", "pod", "le");

    /** Many series begin with the first request or message. */
    @BeforeAll
    static void somethingHappens() {
        RunningStack.STACK.awaitRecovery();
        FieldDevice device = FieldDevice.commissioned().connect().obeyCommands();
        device.publish("telemetry/sensors", "{\"temperature\":23.5}").join();
        Rest.asAdmin()
                .body(Map.of("command", "reboot"))
                .post("/devices/" + device.id() + "/commands")
                .then()
                .statusCode(202);
        Rest.asAdmin().get("/devices/" + device.id() + "/shadow").then().statusCode(200);
        Awaitility.await().untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + device.id() + "/telemetry/latest")
                .then()
                .statusCode(200));
        device.disconnect();
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "provisioning", "telemetry", "command", "shadow", "broker"})
    void aDashboardReadsWhatItsServiceSays(String part) {
        assertExposed(panels(part), Stream.of(part));
    }

    @Test
    void theDashboardOfAllServicesReadsWhatTheySay() {
        assertExposed(panels("services"), SERVICES.stream());
    }

    @ParameterizedTest
    @ValueSource(strings = {"services", "devices", "broker"})
    void anAlertReadsWhatIsThere(String group) throws IOException {
        List<String> rules = RULE.matcher(Files.readString(CHART.resolve("alerts/" + group + ".yaml")))
                .results()
                .map(rule -> rule.group(1))
                .toList();

        assertExposed(rules, Stream.concat(SERVICES.stream(), Stream.of("broker")));
    }

    @Test
    void pathsOfRequestsAreTemplates() {
        FieldDevice device = FieldDevice.commissioned();
        Rest.asAdmin().get("/devices/" + device.id()).then().statusCode(200);
        Rest.asAdmin()
                .body("{")
                .post("/devices/" + device.id() + "/commands")
                .then()
                .statusCode(400);
        Rest.asAdmin().get("/devices/" + device.id() + "/nothing").then().statusCode(404);

        Rest.asAdmin().delete("/devices/" + device.id() + "/stats").then().statusCode(405);

        assertThat(SERVICES).allSatisfy(service -> assertThat(
                        MetricsPage.of(service).text().lines().filter(line -> line.contains(device.id())))
                .isEmpty());
        assertThat(MetricsPage.of("registry").text()).contains("uri=\"/devices/{id}\"");
    }

    private static void assertExposed(List<String> queries, Stream<String> parts) {
        List<MetricsPage> pages = parts.map(MetricsPage::of).toList();
        Set<String> names = new HashSet<>(OF_PROMETHEUS);
        Set<String> labels = new HashSet<>(OF_PROMETHEUS);
        pages.forEach(page -> {
            names.addAll(page.names());
            labels.addAll(page.labels());
        });

        assertThat(queries).isNotEmpty().allSatisfy(query -> {
            assertThat(new PromQl(query).metrics()).isNotEmpty().isSubsetOf(names);
            assertThat(new PromQl(query).labels()).isSubsetOf(labels);
        });
    }

    private static List<String> panels(String dashboard) {
        return JsonPath.from(CHART.resolve("dashboards/" + dashboard + ".json").toFile())
                .getList("panels.findAll { it.targets }.targets.expr.flatten()", String.class);
    }
}
