package io.muster.command.http;

import java.util.List;
import java.util.Locale;

import jakarta.ws.rs.core.UriInfo;

import io.muster.kit.problem.InvalidRequest;

/**
 * Whether somebody only wants to know what would come of an order. What is not understood must not become an order, and
 * neither must a parameter without a value, which the framework takes for none.
 */
final class DryRunFlag {

    static final String NAME = "dryRun";

    private DryRunFlag() {}

    /** @throws InvalidRequest if it is neither true nor false, or both; it is false if it is missing */
    static boolean isSet(UriInfo uri) {
        List<String> said = uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> parameter.getKey().equalsIgnoreCase(NAME))
                .flatMap(parameter -> parameter.getValue().stream())
                .map(value -> value.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        if (said.isEmpty() || said.equals(List.of("false"))) {
            return false;
        }
        if (said.equals(List.of("true"))) {
            return true;
        }
        throw new InvalidRequest(NAME, "must be true or false");
    }
}
