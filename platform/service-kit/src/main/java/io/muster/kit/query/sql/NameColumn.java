package io.muster.kit.query.sql;

import io.muster.kit.query.Comparator;
import io.muster.kit.query.Literal;

/** A text that may be long: the index has its beginning. */
record NameColumn(String sql) implements Column {

    @Override
    public String compares(Comparator comparator, Literal value, SqlParameters parameters) {
        String comparison = PlainColumn.compares(sql, comparator, value, parameters);
        return comparator == Comparator.EQUAL && value instanceof Literal.Text
                ? "(left(" + sql + ", 200) = left(" + parameters.literal(value) + ", 200) and " + comparison + ")"
                : comparison;
    }

    @Override
    public String matches(String pattern, SqlParameters parameters) {
        return "(lower" + DeviceColumns.WORDS + " like '%' || " + pattern + " and lower(" + sql + ") like " + pattern
                + ")";
    }

    @Override
    public String exists(SqlParameters parameters) {
        return sql + " is not null";
    }
}
