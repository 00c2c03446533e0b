package io.muster.kit.query.sql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.muster.kit.query.Literal;
import io.vertx.mutiny.sqlclient.Tuple;

/** Collects the values of a statement while it is written. */
public final class SqlParameters {

    private final List<Object> values = new ArrayList<>();
    private final Instant now;

    /** @param now what {@code now} means in a query */
    public SqlParameters(Instant now) {
        this.now = now;
    }

    /** Takes a value and answers its place in the statement, such as {@code $3}. */
    public String add(Object value) {
        values.add(value);
        return "$" + values.size();
    }

    public Tuple tuple() {
        return Tuple.from(values);
    }

    /** The values in their order. */
    public List<Object> values() {
        return List.copyOf(values);
    }

    /** A query's value in the SQL type that goes with it. */
    String literal(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return add(text.text()) + "::text";
        } else if (literal instanceof Literal.Number number) {
            return add(number.value()) + "::numeric";
        } else if (literal instanceof Literal.Truth truth) {
            return add(truth.value()) + "::boolean";
        } else if (literal instanceof Literal.Version version) {
            return "version_order(" + add(version.text()) + "::text)";
        } else if (literal instanceof Literal.Moment moment) {
            return time(moment.time());
        }
        return time(now.plus(((Literal.FromNow) literal).distance()));
    }

    /** A pattern of LIKE for texts in lower case; the text's own wildcards stand for themselves. */
    String pattern(String prefix, String text) {
        String literally = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        return "lower(" + add(prefix + literally + "%") + "::text)";
    }

    private String time(Instant time) {
        return add(time.atOffset(ZoneOffset.UTC)) + "::timestamptz";
    }
}
