package io.muster.kit.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.TreeSet;

import io.muster.kit.query.FieldType.Simple;
import org.antlr.v4.runtime.Token;

/** A field that is asked something, and where in the query. Says what cannot be asked of it. */
record FieldTest(Field field, Token token) {

    private static final Set<Simple> ORDERED = Set.of(Simple.TEXT, Simple.NUMBER, Simple.TIME, Simple.JSON);
    private static final int LAST_YEAR = 9999;

    /** The value in the field's type, if the two can be compared so. */
    Literal comparable(Comparator comparator, Literal value, int index) {
        FieldType type = field.type();
        if (type == Simple.TEXTS || type == Simple.PRESENCE) {
            throw unfit(type == Simple.TEXTS ? "is a list: ask for it with HAS" : "can only be asked for with EXISTS");
        }
        if (comparator.orders() && (!(type instanceof Simple simple) || !ORDERED.contains(simple))) {
            throw unfit("has no order: ask for it with =, != or IN");
        }
        if (comparator.orders() && value instanceof Literal.Truth) {
            throw QueryRefused.at(index, "true and false have no order");
        }
        return fitting(value, index);
    }

    /** A value that a list may have in it. */
    Literal element(Literal value, int index) {
        if (field.type() == Simple.TEXTS && value instanceof Literal.Text) {
            return value;
        }
        if (field.type() != Simple.TEXTS && field.type() != Simple.JSON) {
            throw unfit("is no list: HAS does not fit it");
        }
        if (field.type() == Simple.JSON && !(value instanceof Literal.FromNow || value instanceof Literal.Version)) {
            return value;
        }
        throw QueryRefused.at(index, "expected a text in single quotes");
    }

    void requireText() {
        if (field.type() != Simple.TEXT && field.type() != Simple.JSON) {
            throw unfit("is no text: CONTAINS and STARTS WITH do not fit it");
        }
    }

    private Literal fitting(Literal value, int index) {
        if (field.type() instanceof FieldType.Word word) {
            if (value instanceof Literal.Text text && word.words().contains(text.text())) {
                return value;
            }
            throw QueryRefused.at(index, "expected one of '" + String.join("', '", new TreeSet<>(word.words())) + "'");
        }
        return switch ((Simple) field.type()) {
            case TEXT ->
                require(
                        value instanceof Literal.Text || value instanceof Literal.Version,
                        value,
                        index,
                        "a text in single quotes or a version");
            case NUMBER -> require(value instanceof Literal.Number, value, index, "a number");
            case BOOLEAN -> require(value instanceof Literal.Truth, value, index, "true or false");
            case MEMBERSHIP, TEXTS, PRESENCE ->
                require(value instanceof Literal.Text, value, index, "a text in single quotes");
            case TIME ->
                value instanceof Literal.Text text
                        ? moment(text.text(), index)
                        : require(value instanceof Literal.FromNow, value, index, "a time");
            case JSON -> value;
        };
    }

    private Literal require(boolean fits, Literal value, int index, String expected) {
        if (!fits) {
            throw QueryRefused.at(index, "expected " + expected + ", because " + name() + " is compared with it");
        }
        return value;
    }

    private static Literal moment(String text, int index) {
        try {
            Instant time = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1 && year <= LAST_YEAR) {
                return new Literal.Moment(time);
            }
        } catch (DateTimeException e) {
            // Said below, in our words.
        }
        throw QueryRefused.at(index, "expected a time such as '2026-01-31T12:00:00Z', '2026-01-31' or now-1h");
    }

    private QueryRefused unfit(String why) {
        return QueryRefused.at(token.getStartIndex(), name() + " " + why);
    }

    private String name() {
        return QueryPrinter.field(field);
    }
}
