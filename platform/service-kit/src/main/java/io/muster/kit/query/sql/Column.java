package io.muster.kit.query.sql;

import java.util.List;
import java.util.stream.Collectors;

import io.muster.kit.query.Comparator;
import io.muster.kit.query.Condition.Has;
import io.muster.kit.query.Literal;

/**
 * A field as the tables have it. Each question is answered by a condition in SQL, where null stands for false. The
 * language does not let a question through that does not fit the field's type.
 */
interface Column {

    /** Any comparison but inequality, which is the opposite of equality. */
    String compares(Comparator comparator, Literal value, SqlParameters parameters);

    String exists(SqlParameters parameters);

    default String isIn(List<Literal> values, SqlParameters parameters) {
        return values.stream()
                .map(value -> compares(Comparator.EQUAL, value, parameters))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    /** Whether the text is like the pattern, both in lower case. */
    default String matches(String pattern, SqlParameters parameters) {
        throw unasked();
    }

    default String has(Has.Quantity quantity, List<Literal> values, SqlParameters parameters) {
        throw unasked();
    }

    private static IllegalStateException unasked() {
        return new IllegalStateException("The language lets this question through for a field that has no answer");
    }
}
