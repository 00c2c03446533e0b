package io.muster.provisioning.bulk;

import java.util.Map;
import java.util.stream.Collectors;

import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal.FieldError;

/** What is wrong with a line, each cell by the name of its column: a file knows no fields. */
final class WrongCells {

    private static final Map<String, String> COLUMNS =
            Map.of("id", "ID", "deviceId", "ID", "type", "TYPE", "name", "NAME", "groups", "PATH");

    private WrongCells() {}

    static String tell(InvalidRequest wrong) {
        return wrong.errors().stream().map(WrongCells::tell).distinct().collect(Collectors.joining("; "));
    }

    private static String tell(FieldError error) {
        return COLUMNS.getOrDefault(error.field(), error.field()) + " " + error.message();
    }
}
