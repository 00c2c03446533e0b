package io.muster.telemetry.aggregate;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What becomes of the numbers in a bucket. */
public enum AggregateFunction {
    AVG,
    MIN,
    MAX,
    SUM,
    COUNT,
    FIRST,
    LAST,
    P50,
    P95;

    static final String NAMES =
            Arrays.stream(values()).map(AggregateFunction::code).collect(Collectors.joining(", "));

    static Optional<AggregateFunction> named(String name) {
        return Arrays.stream(values())
                .filter(function -> function.code().equals(name))
                .findAny();
    }

    /** Whether the sums of parts are enough to know the sum of the whole. */
    boolean isAdditive() {
        return this != P50 && this != P95;
    }

    private String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
