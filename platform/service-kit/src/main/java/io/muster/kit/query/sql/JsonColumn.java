package io.muster.kit.query.sql;

import java.util.List;
import java.util.stream.Collectors;

import io.muster.kit.query.Comparator;
import io.muster.kit.query.Condition.Has;
import io.muster.kit.query.Literal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A value somewhere in a column of JSON, of whatever type it is there. It is only read as the type that the query's
 * value has, so that odd data never fails a statement.
 *
 * @param path the keys that lead to it
 */
record JsonColumn(String sql, List<String> path) implements Column {

    @Override
    public String compares(Comparator comparator, Literal value, SqlParameters parameters) {
        boolean plain = !(value instanceof Literal.Version || value instanceof Literal.FromNow);
        return comparator == Comparator.EQUAL && plain
                ? contains(sql, path, value, parameters)
                : inOrder(comparator, value, parameters);
    }

    @Override
    public String matches(String pattern, SqlParameters parameters) {
        return ifOf("string", "lower(" + text(parameters) + ") like " + pattern, parameters);
    }

    @Override
    public String has(Has.Quantity quantity, List<Literal> values, SqlParameters parameters) {
        String word =
                switch (quantity) {
                    case ALL -> " and ";
                    case ANY -> " or ";
                };
        return values.stream()
                .map(value -> holds(sql, path, new JsonArray().add(json(value)), parameters))
                .collect(Collectors.joining(word, "(", ")"));
    }

    @Override
    public String exists(SqlParameters parameters) {
        return "jsonb_typeof(" + at(parameters) + ") <> 'null'";
    }

    /** Whether there is this value at the path; indexes know what a column contains. */
    static String contains(String sql, List<String> path, Literal value, SqlParameters parameters) {
        return holds(sql, path, json(value), parameters);
    }

    private static String holds(String sql, List<String> path, Object value, SqlParameters parameters) {
        Object document = value;
        for (int i = path.size() - 1; i >= 0; i--) {
            document = new JsonObject().put(path.get(i), document);
        }
        return sql + " @> " + parameters.add(document) + "::jsonb";
    }

    private String inOrder(Comparator comparator, Literal value, SqlParameters parameters) {
        String sign = " " + comparator.sign() + " ";
        if (value instanceof Literal.Number) {
            return ifOf("number", "(" + at(parameters) + ")::numeric" + sign + parameters.literal(value), parameters);
        }
        String text = text(parameters);
        if (value instanceof Literal.FromNow) {
            text = "iso_time(" + text + ")";
        } else if (value instanceof Literal.Version) {
            text = PlainColumn.version(text);
        }
        return ifOf("string", text + sign + parameters.literal(value), parameters);
    }

    private String ifOf(String type, String condition, SqlParameters parameters) {
        return "case when jsonb_typeof(" + at(parameters) + ") = '" + type + "' then " + condition + " end";
    }

    private String at(SqlParameters parameters) {
        return sql + " #> " + parameters.add(path.toArray(String[]::new)) + "::text[]";
    }

    private String text(SqlParameters parameters) {
        return "(" + sql + " #>> " + parameters.add(path.toArray(String[]::new)) + "::text[])";
    }

    private static Object json(Literal value) {
        if (value instanceof Literal.Text text) {
            return text.text();
        } else if (value instanceof Literal.Number number) {
            return number.value();
        } else if (value instanceof Literal.Truth truth) {
            return truth.value();
        }
        throw new IllegalStateException("JSON has no such value");
    }
}
