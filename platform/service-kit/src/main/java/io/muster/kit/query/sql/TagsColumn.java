package io.muster.kit.query.sql;

import java.util.List;

import io.muster.kit.query.Comparator;
import io.muster.kit.query.Condition.Has;
import io.muster.kit.query.Literal;

/** An array of texts. */
record TagsColumn(String sql) implements Column {

    @Override
    public String compares(Comparator comparator, Literal value, SqlParameters parameters) {
        throw new IllegalStateException("A list is not compared");
    }

    @Override
    public String has(Has.Quantity quantity, List<Literal> values, SqlParameters parameters) {
        String operator =
                switch (quantity) {
                    case ALL -> " @> ";
                    case ANY -> " && ";
                };
        return sql + operator + parameters.add(PlainColumn.texts(values)) + "::text[]";
    }

    @Override
    public String exists(SqlParameters parameters) {
        return "cardinality(" + sql + ") > 0";
    }
}
