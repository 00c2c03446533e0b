package io.muster.chart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The one table of routes says the same behind an Ingress and a Gateway as in its own words. */
class RoutesTest {

    private static final Rendered RENDERED = Chart.withEverything().render();

    /** A line of routes.yaml: the first whose path matches has the word. */
    private record Route(String path, String service) {

        boolean matches(String requested) {
            boolean subtree = path.endsWith("/**");
            String[] wanted = (subtree ? path.substring(0, path.length() - 3) : path).split("/");
            String[] segments = requested.split("/");
            if (subtree ? segments.length < wanted.length : segments.length != wanted.length) {
                return false;
            }
            for (int i = 1; i < wanted.length; i++) {
                if (!wanted[i].startsWith("{") && !wanted[i].equals(segments[i])) {
                    return false;
                }
            }
            return true;
        }

        /** Paths that somebody may ask for because of this line. */
        Stream<String> examples() {
            String fixed = path.replace("/**", "").replaceAll("\\{[a-z]+}", "dev_1");
            return Stream.of(fixed, fixed + "/more", fixed + "/more/of-it", fixed.replace("dev_1", "bulk"));
        }
    }

    private record Document(List<Route> routes) {}

    /** A rule of a controller. */
    private record Rule(String expression, String service) {}

    @Test
    void theIngressSendsEveryPathWhereTheTableDoes() throws IOException {
        Ingress ingress = RENDERED.one(Ingress.class, "muster");
        List<Rule> rules = ingress.getSpec().getRules().stream()
                .flatMap(rule -> rule.getHttp().getPaths().stream())
                .map(path ->
                        new Rule(path.getPath(), path.getBackend().getService().getName()))
                .toList();

        assertSame(rules);
    }

    @Test
    void theHttpRoutesSendEveryPathWhereTheTableDoes() throws IOException {
        List<Rule> rules = new ArrayList<>();
        for (HTTPRoute route : RENDERED.all(HTTPRoute.class)) {
            route.getSpec().getRules().forEach(rule -> rule.getMatches().forEach(match -> {
                assertThat(match.getPath().getType()).isEqualTo("RegularExpression");
                rules.add(new Rule(
                        match.getPath().getValue(), rule.getBackendRefs().get(0).getName()));
            }));
            assertThat(route.getSpec().getRules().get(0).getMatches()).hasSizeLessThanOrEqualTo(64);
        }

        assertSame(rules);
    }

    /** Controllers take the longest expression that matches the whole path. */
    private static void assertSame(List<Rule> rules) throws IOException {
        List<Route> table = StrictYaml.MAPPER
                .readValue(Chart.file("routes.yaml").toFile(), Document.class)
                .routes();
        assertThat(rules).hasSameSizeAs(table);
        List<Rule> longestFirst = rules.stream()
                .sorted(Comparator.comparingInt((Rule rule) -> rule.expression().length())
                        .reversed())
                .toList();
        Stream.concat(table.stream().flatMap(Route::examples), Stream.of("/", "/nothing", "/devicesx", "/usersx/1"))
                .forEach(path -> {
                    String wanted = table.stream()
                            .filter(route -> route.matches(path))
                            .map(route -> "muster-" + route.service())
                            .findFirst()
                            .orElse("nobody");
                    String sent = longestFirst.stream()
                            .filter(rule -> path.matches(rule.expression()))
                            .map(Rule::service)
                            .findFirst()
                            .orElse("nobody");
                    assertThat(sent).as(path).isEqualTo(wanted);
                });
    }
}
