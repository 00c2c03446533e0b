package io.muster.kit.query;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes conditions as {@link FleetLanguage} reads them. */
final class QueryPrinter implements Condition.Visitor<String> {

    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}_-]+");
    private static final List<Map.Entry<String, Long>> UNITS =
            List.of(Map.entry("w", 604_800L), Map.entry("d", 86_400L), Map.entry("h", 3_600L), Map.entry("m", 60L));

    @Override
    public String all(Condition.All all) {
        return joined(all.conditions(), " AND ");
    }

    @Override
    public String any(Condition.Any any) {
        return joined(any.conditions(), " OR ");
    }

    @Override
    public String not(Condition.Not not) {
        return "NOT (" + not.condition().accept(this) + ")";
    }

    @Override
    public String compares(Condition.Compares compares) {
        return field(compares.field()) + " " + compares.comparator().sign() + " " + literal(compares.value());
    }

    @Override
    public String isIn(Condition.IsIn isIn) {
        return field(isIn.field()) + " IN " + literals(isIn.values());
    }

    @Override
    public String matches(Condition.Matches matches) {
        String words =
                switch (matches.place()) {
                    case INSIDE -> " CONTAINS ";
                    case START -> " STARTS WITH ";
                };
        return field(matches.field()) + words + quoted(matches.text());
    }

    @Override
    public String has(Condition.Has has) {
        return field(has.field()) + " HAS " + has.quantity() + " " + literals(has.values());
    }

    @Override
    public String exists(Condition.Exists exists) {
        return field(exists.field()) + " EXISTS";
    }

    private String joined(List<Condition> conditions, String word) {
        return conditions.stream()
                .map(condition -> condition instanceof Condition.All || condition instanceof Condition.Any
                        ? "(" + condition.accept(this) + ")"
                        : condition.accept(this))
                .collect(Collectors.joining(word));
    }

    static String field(Field field) {
        String name = field.name();
        return field.path().isEmpty()
                ? name
                : name.substring(0, name.length() - 1)
                        + field.path().stream().map(QueryPrinter::segment).collect(Collectors.joining("."));
    }

    private static String segment(String segment) {
        return PLAIN.matcher(segment).matches() ? segment : "\"" + segment.replace("\"", "\"\"") + "\"";
    }

    private static String literals(List<Literal> literals) {
        return literals.stream().map(QueryPrinter::literal).collect(Collectors.joining(", ", "(", ")"));
    }

    private static String literal(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return quoted(text.text());
        } else if (literal instanceof Literal.Number number) {
            return number.value().toString();
        } else if (literal instanceof Literal.Truth truth) {
            return Boolean.toString(truth.value());
        } else if (literal instanceof Literal.Version version) {
            return "version(" + quoted(version.text()) + ")";
        } else if (literal instanceof Literal.Moment moment) {
            return quoted(moment.time().toString());
        }
        return fromNow(((Literal.FromNow) literal).distance());
    }

    private static String fromNow(Duration distance) {
        if (distance.isZero()) {
            return "now";
        }
        long seconds = distance.abs().toSeconds();
        Map.Entry<String, Long> unit = UNITS.stream()
                .filter(candidate -> seconds % candidate.getValue() == 0)
                .findFirst()
                .orElse(Map.entry("s", 1L));
        return "now" + (distance.isNegative() ? "-" : "+") + seconds / unit.getValue() + unit.getKey();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
