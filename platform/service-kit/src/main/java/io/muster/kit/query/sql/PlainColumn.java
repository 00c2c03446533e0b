package io.muster.kit.query.sql;

import java.util.List;

import io.muster.kit.query.Comparator;
import io.muster.kit.query.Literal;

/**
 * A column with one value of one type.
 *
 * @param sql the value
 */
record PlainColumn(String sql) implements Column {

    @Override
    public String compares(Comparator comparator, Literal value, SqlParameters parameters) {
        return compares(sql, comparator, value, parameters);
    }

    @Override
    public String isIn(List<Literal> values, SqlParameters parameters) {
        return values.stream().allMatch(Literal.Text.class::isInstance)
                ? sql + " = any(" + parameters.add(texts(values)) + "::text[])"
                : Column.super.isIn(values, parameters);
    }

    @Override
    public String matches(String pattern, SqlParameters parameters) {
        return "lower(" + sql + ") like " + pattern;
    }

    @Override
    public String exists(SqlParameters parameters) {
        return sql + " is not null";
    }

    /** Versions are compared as versions, other texts as the database sorts them. */
    static String compares(String sql, Comparator comparator, Literal value, SqlParameters parameters) {
        String left = value instanceof Literal.Version ? version(sql) : sql;
        return left + " " + comparator.sign() + " " + parameters.literal(value);
    }

    static String version(String sql) {
        return "version_order(" + sql + ") collate \"C\"";
    }

    static String[] texts(List<Literal> values) {
        return values.stream().map(value -> ((Literal.Text) value).text()).toArray(String[]::new);
    }
}
