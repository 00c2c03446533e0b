package io.muster.kit.query;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.muster.kit.query.Condition.All;
import io.muster.kit.query.Condition.Any;
import io.muster.kit.query.Condition.Compares;
import io.muster.kit.query.Condition.Exists;
import io.muster.kit.query.Condition.Has;
import io.muster.kit.query.Condition.Has.Quantity;
import io.muster.kit.query.Condition.IsIn;
import io.muster.kit.query.Condition.Matches;
import io.muster.kit.query.Condition.Matches.Place;
import io.muster.kit.query.Condition.Not;
import io.muster.kit.query.FieldType.Simple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FleetLanguageTest {

    private static final Field TYPE = ExampleQueries.WORDS.field("type");
    private static final Field TAGS = ExampleQueries.WORDS.field("tags");

    private final ExampleQueries language = new ExampleQueries();

    @Test
    void aQueryIsAConditionOnFields() {
        assertThat(language.condition("type = 'gps_tracker' AND tags HAS 'fleet' AND connected = false"
                        + " AND info.firmware < version('1.4.0') AND lastSeen < now-1h"))
                .isEqualTo(new All(List.of(
                        equal(TYPE, new Literal.Text("gps_tracker")),
                        new Has(TAGS, Quantity.ALL, List.of(new Literal.Text("fleet"))),
                        equal(ExampleQueries.WORDS.field("connected"), new Literal.Truth(false)),
                        new Compares(
                                ExampleQueries.WORDS.field("info", "firmware"),
                                Comparator.LESS,
                                new Literal.Version("1.4.0")),
                        new Compares(
                                ExampleQueries.WORDS.field("lastSeen"),
                                Comparator.LESS,
                                new Literal.FromNow(Duration.ofHours(-1))))));
    }

    @Test
    void andBindsMoreThanOrAndNotMoreThanBoth() {
        Condition a = equal(TYPE, new Literal.Text("a"));

        assertThat(language.condition("type='a' or not type='a' and type='a'"))
                .isEqualTo(new Any(List.of(a, new All(List.of(new Not(a), a)))));
        assertThat(language.condition("(type='a' OR type='a') AND type='a'"))
                .isEqualTo(new All(List.of(new Any(List.of(a, a)), a)));
    }

    @Test
    void valuesHaveTypes() {
        assertThat(value("metadata.x = -12.50e1")).isEqualTo(new Literal.Number(new BigDecimal("-125")));
        assertThat(value("metadata.x = TRUE")).isEqualTo(new Literal.Truth(true));
        assertThat(value("metadata.x = 'it''s \"x\" %_\\'")).isEqualTo(new Literal.Text("it's \"x\" %_\\"));
        assertThat(value("lastSeen > '2026-01-31T12:00:00+01:00'"))
                .isEqualTo(new Literal.Moment(Instant.parse("2026-01-31T11:00:00Z")));
        assertThat(value("lastSeen > '2026-01-31'"))
                .isEqualTo(new Literal.Moment(Instant.parse("2026-01-31T00:00:00Z")));
        assertThat(value("lastSeen > NOW + 2d")).isEqualTo(new Literal.FromNow(Duration.ofDays(2)));
        assertThat(value("lastSeen > now")).isEqualTo(new Literal.FromNow(Duration.ZERO));
    }

    @Test
    void fieldsBelowAnOpenOneAreNamedByTheirPath() {
        assertThat(language.condition("metadata.load.max-kg EXISTS"))
                .isEqualTo(new Exists(new Field("metadata.*", List.of("load", "max-kg"), Simple.JSON)));
        assertThat(language.condition("metadata.\"a.b \"\"c\"\"\".2 IS NULL"))
                .isEqualTo(new Not(new Exists(new Field("metadata.*", List.of("a.b \"c\"", "2"), Simple.JSON))));
        assertThat(language.condition("metadata.in = null"))
                .isEqualTo(new Not(new Exists(new Field("metadata.*", List.of("in"), Simple.JSON))));
    }

    @Test
    void listsAndTextsAreAskedForWithWords() {
        Literal a = new Literal.Text("a");
        Literal b = new Literal.Text("b");

        assertThat(language.condition("type IN ('a','b')")).isEqualTo(new IsIn(TYPE, List.of(a, b)));
        assertThat(language.condition("type not in ('a')")).isEqualTo(new Not(new IsIn(TYPE, List.of(a))));
        assertThat(language.condition("tags HAS ANY ('a', 'b')")).isEqualTo(new Has(TAGS, Quantity.ANY, List.of(a, b)));
        assertThat(language.condition("tags HAS ALL ('a', 'b')")).isEqualTo(new Has(TAGS, Quantity.ALL, List.of(a, b)));
        assertThat(language.condition("type CONTAINS 'a'")).isEqualTo(new Matches(TYPE, Place.INSIDE, "a"));
        assertThat(language.condition("type STARTS WITH 'a'")).isEqualTo(new Matches(TYPE, Place.START, "a"));
        assertThat(language.condition("tags IS NOT NULL")).isEqualTo(new Exists(TAGS));
    }

    @Test
    void aQueryKnowsWhatItDependsOn() {
        FleetQuery query = language.read("NOT (type = 'a' OR metadata.x IN (1, now-1h))");

        assertThat(query.dependsOnNow()).isTrue();
        assertThat(query.fields()).containsExactly("type", "metadata.*");
        assertThat(language.read("lastSeen > '2026-01-31'").dependsOnNow()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type = | column 7: expected NULL, TRUE, FALSE",
                "type = 'a | column 8: expected NULL, TRUE, FALSE, VERSION, a time such as now-1h, a number, a text in single quotes; found a text without its closing quote",
                "type ~ 'a' | column 6: expected =, !=, <, <=, >, >=, NOT, IN",
                "type = 'a' type = 'b' | column 12: expected the end of the query; found type",
                "(type = 'a' | column 12: expected ); found the end of the query",
                "tipe = 'a' | column 1: tipe is not a field; fields are type, status",
                "info.colour = 'a' | column 1: info.colour is not a field",
                "metadata = 'a' | column 1: metadata is not a field",
                "type = 'a' AND type = 5 | column 23: expected a text in single quotes or a version",
                "connected = 'yes' | column 13: expected true or false",
                "lastSeen > 'yesterday' | column 12: expected a time such as",
                "lastSeen > '2026-02-30' | column 12: expected a time such as",
                "lastSeen > '+12345-01-01T00:00:00Z' | column 12: expected a time such as",
                "lastSeen > now-99999999w | column 12: the time is more than 100 years away",
                "status = 'activ' | column 10: expected one of 'active', 'inactive'",
                "status < 'active' | column 1: status has no order",
                "connected < true | column 1: connected has no order",
                "metadata.x < true | column 14: true and false have no order",
                "metadata.x < null | column 12: null is neither before nor after anything",
                "metadata.x = 1e999 | column 14: the number is too large or too fine",
                "metadata.x = 1e99999999999 | column 14: the number is too large or too fine",
                "tags = 'a' | column 1: tags is a list: ask for it with HAS",
                "tags HAS 5 | column 10: expected a text in single quotes",
                "type HAS 'a' | column 1: type is no list",
                "connected CONTAINS 'a' | column 1: connected is no text",
                "location = 'here' | column 1: location can only be asked for with EXISTS",
                "info.firmware < version('one') | column 25: expected a version such as",
            })
    void aWrongQueryIsRefusedWithItsColumn(String query, String message) {
        assertThatExceptionOfType(QueryRefused.class)
                .isThrownBy(() -> language.read(query))
                .satisfies(
                        refused -> assertThat(refused.errors().get(0).message()).startsWith(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "   ", "type = 'a'; drop table device", "type = 'a' -- x", "type = \"a\"", "1 = 1", "\0"})
    void whatIsNoQueryIsRefused(String text) {
        assertThatExceptionOfType(QueryRefused.class).isThrownBy(() -> language.read(text));
    }

    @Test
    void theSizeOfAQueryIsLimited() {
        assertRefused("type = '" + "a".repeat(4000) + "'", "4000 characters");
        assertRefused("(".repeat(17) + "type = 'a'" + ")".repeat(17), "16 levels");
        assertRefused("NOT ".repeat(17) + "type = 'a'", "16 levels");
        assertRefused("type = 'a'" + " OR type = 'a'".repeat(50), "50 tests");
        assertRefused("metadata.x IN (1" + ",1".repeat(200) + ")", "200 values");
        assertThat(language.read("type = 'a'" + " AND (type = 'a')".repeat(49))).isNotNull();
    }

    @Test
    void aPathHasAnEnd() {
        assertThat(language.read("metadata" + ".a".repeat(32) + " = 1")).isNotNull();
        assertRefused("type = 'a' AND metadata" + ".a".repeat(33) + " = 1", "column 16: a path may have 32 keys");
    }

    private void assertRefused(String query, String message) {
        assertThatExceptionOfType(QueryRefused.class)
                .isThrownBy(() -> language.read(query))
                .withMessageContaining(message);
    }

    private Literal value(String query) {
        return ((Compares) language.condition(query)).value();
    }

    private static Condition equal(Field field, Literal value) {
        return new Compares(field, Comparator.EQUAL, value);
    }
}
