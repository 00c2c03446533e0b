package io.muster.stack.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.muster.stack.layout.ServiceName;

/** The routes in their order: the first that matches a path wins. */
record RouteTable(List<Route> routes) {

    private record Line(String path, String service) {}

    private record Document(List<Line> routes) {}

    RouteTable {
        routes = List.copyOf(routes);
    }

    /** The table that comes with the chart and is on the class path. */
    static RouteTable ofThePlatform() {
        try (InputStream yaml = RouteTable.class.getResourceAsStream("/routes.yaml")) {
            Document document = new ObjectMapper(new YAMLFactory()).readValue(yaml, Document.class);
            return new RouteTable(document.routes().stream()
                    .map(line -> Route.of(
                            line.path(), ServiceName.valueOf(line.service().toUpperCase(Locale.ROOT))))
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read routes.yaml", e);
        }
    }

    Optional<ServiceName> find(String path) {
        return routes.stream()
                .filter(route -> route.matches(path))
                .map(Route::service)
                .findFirst();
    }
}
