package io.muster.kit.problem;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;

import io.muster.kit.json.CleanText;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a query that we would not heed: a misspelled {@code purgeData} must not pass for its absence, a misspelled {@code
 * name} for the device's own shadow, nor a filter from a script's empty variable for the whole fleet.
 */
class UnknownParameters {

    private static final char UNDECODABLE = '\uFFFD';

    private final RequestSettings settings;

    UnknownParameters(RequestSettings settings) {
        this.settings = settings;
    }

    @ServerRequestFilter
    void refuse(UriInfo uri, ResourceInfo resource) {
        if (!settings.strictQuery()) {
            return;
        }
        Set<String> known = Arrays.stream(resource.getResourceMethod().getParameters())
                .flatMap(UnknownParameters::annotated)
                .map(part -> part.getAnnotation(QueryParam.class))
                .filter(annotation -> annotation != null)
                .map(QueryParam::value)
                .collect(Collectors.toSet());
        FieldChecks checks = new FieldChecks();
        uri.getQueryParameters().forEach((name, values) -> checks.require(
                        isKnown(name, known), name, "is not a parameter of this path")
                .require(values.size() <= 1, name, "is given more than once")
                // The framework takes nothing for absence; a value in metadata may be empty.
                .require(name.indexOf('.') > 0 || values.stream().noneMatch(String::isBlank), name, "must not be empty")
                // What the framework makes of bytes that are no text.
                .require(
                        values.stream().noneMatch(value -> value.indexOf(UNDECODABLE) >= 0),
                        name,
                        "is not text in UTF-8")
                .require(CleanText.isClean(values), name, "contains U+0000 or half a surrogate pair"));
        uri.getPathParameters().values().stream()
                .flatMap(Collection::stream)
                .forEach(value ->
                        checks.require(CleanText.isClean(value), "path", "contains U+0000 or half a surrogate pair"));
        checks.orRefuse();
    }

    private static Stream<AnnotatedElement> annotated(Parameter parameter) {
        return parameter.isAnnotationPresent(BeanParam.class)
                ? Arrays.stream(parameter.getType().getDeclaredFields())
                : Stream.of(parameter);
    }

    /** A name such as {@code info.*} stands for all that begin like it. */
    private static boolean isKnown(String name, Set<String> known) {
        int dot = name.indexOf('.');
        return known.contains(name)
                || dot > 0 && dot < name.length() - 1 && known.contains(name.substring(0, dot) + ".*");
    }
}
