package io.muster.registry.http;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;

import io.muster.kit.json.CleanText;
import io.muster.kit.problem.FieldChecks;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a query that we would not heed: a misspelled {@code purgeData} must not pass for its absence. */
class UnknownParameters {

    @ServerRequestFilter
    void refuse(UriInfo uri, ResourceInfo resource) {
        Set<String> known = Arrays.stream(resource.getResourceMethod().getParameters())
                .map(parameter -> parameter.getAnnotation(QueryParam.class))
                .filter(annotation -> annotation != null)
                .map(QueryParam::value)
                .collect(Collectors.toSet());
        FieldChecks checks = new FieldChecks();
        uri.getQueryParameters()
                .forEach((name, values) -> checks.require(known.contains(name), name, "is not a parameter of this path")
                        .require(values.size() <= 1, name, "is given more than once")
                        .require(CleanText.isClean(values), name, "contains U+0000 or half a surrogate pair"));
        uri.getPathParameters().values().stream()
                .flatMap(Collection::stream)
                .forEach(value ->
                        checks.require(CleanText.isClean(value), "path", "contains U+0000 or half a surrogate pair"));
        checks.orRefuse();
    }
}
