package io.muster.kit.query.sql;

import java.util.List;

import io.muster.kit.query.Comparator;
import io.muster.kit.query.Literal;

/**
 * A text in {@code info}; equality is found by the index on the whole of it.
 *
 * @param key one of ours, never a caller's
 */
record InfoColumn(String key) implements Column {

    @Override
    public String compares(Comparator comparator, Literal value, SqlParameters parameters) {
        return comparator == Comparator.EQUAL && value instanceof Literal.Text
                ? JsonColumn.contains("d.info", List.of(key), value, parameters)
                : PlainColumn.compares(text(), comparator, value, parameters);
    }

    @Override
    public String matches(String pattern, SqlParameters parameters) {
        return "lower(" + text() + ") like " + pattern;
    }

    @Override
    public String exists(SqlParameters parameters) {
        return text() + " is not null";
    }

    private String text() {
        return "(d.info ->> '" + key + "')";
    }
}
