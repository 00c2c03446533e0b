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
import io.muster.kit.query.Condition.IsIn;
import io.muster.kit.query.Condition.Matches;
import io.muster.kit.query.Condition.Not;
import io.muster.kit.query.FieldType.Simple;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class QueryRoundTripTest {

    private static final Field TYPE = ExampleQueries.WORDS.field("type");
    private static final Field LAST_SEEN = ExampleQueries.WORDS.field("lastSeen");

    private final ExampleQueries language = new ExampleQueries();

    @Property
    void whatIsPrintedReadsAsTheSame(@ForAll("conditions") Condition condition) {
        FleetQuery query = new FleetQuery(condition);

        assertThat(language.read(query.toString())).isEqualTo(query);
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        readOrRefuse(text);
    }

    @Property
    void anyWordsAreReadOrRefused(@ForAll("words") List<String> words) {
        readOrRefuse(String.join(" ", words));
    }

    private void readOrRefuse(String text) {
        try {
            language.read(text);
        } catch (QueryRefused refused) {
            assertThat(refused.errors()).hasSize(1);
        }
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.of(
                        "type",
                        "tags",
                        "metadata.x",
                        "lastSeen",
                        "=",
                        "<",
                        "(",
                        ")",
                        ",",
                        "'a'",
                        "'",
                        "\"",
                        "5",
                        "-1e9",
                        "now-1h",
                        "NOT",
                        "AND",
                        "OR",
                        "IN",
                        "HAS",
                        "ANY",
                        "IS",
                        "NULL",
                        "true",
                        "version",
                        "EXISTS",
                        ".")
                .list()
                .ofMaxSize(12);
    }

    @Provide
    Arbitrary<Condition> conditions() {
        return conditions(3);
    }

    private Arbitrary<Condition> conditions(int depth) {
        if (depth == 0) {
            return tests();
        }
        Arbitrary<List<Condition>> several = Arbitraries.lazy(() -> conditions(depth - 1))
                .list()
                .ofMinSize(2)
                .ofMaxSize(3);
        return Arbitraries.oneOf(
                tests(),
                several.map(All::new),
                several.map(Any::new),
                Arbitraries.lazy(() -> conditions(depth - 1)).map(Not::new));
    }

    private static Arbitrary<Condition> tests() {
        return Arbitraries.oneOf(
                Combinators.combine(jsonFields(), equalities(), values())
                        .as((field, comparator, value) -> new Compares(field, comparator, value)),
                Combinators.combine(Arbitraries.of(Comparator.class), times())
                        .as((comparator, time) -> new Compares(LAST_SEEN, comparator, time)),
                Combinators.combine(jsonFields(), values().list().ofMinSize(1).ofMaxSize(3))
                        .as(IsIn::new),
                texts().map(text -> new Matches(TYPE, Matches.Place.INSIDE, text)),
                Combinators.combine(Arbitraries.of(Has.Quantity.class), texts())
                        .as((quantity, text) ->
                                new Has(ExampleQueries.WORDS.field("tags"), quantity, List.of(new Literal.Text(text)))),
                jsonFields().map(Exists::new));
    }

    private static Arbitrary<Comparator> equalities() {
        return Arbitraries.of(Comparator.EQUAL, Comparator.UNEQUAL);
    }

    private static Arbitrary<Field> jsonFields() {
        return texts().filter(text -> !text.isEmpty())
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(path -> new Field("metadata.*", path, Simple.JSON));
    }

    private static Arbitrary<Literal> values() {
        return Arbitraries.oneOf(
                texts().map(Literal.Text::new),
                Arbitraries.bigDecimals()
                        .between(new BigDecimal("-1e20"), new BigDecimal("1e20"))
                        .ofScale(9)
                        .map(Literal.Number::new),
                Arbitraries.of(true, false).map(Literal.Truth::new),
                Arbitraries.of("1.4.0", "v2.0-rc1").map(Literal.Version::new),
                distances());
    }

    private static Arbitrary<Literal> times() {
        return Arbitraries.oneOf(
                distances(),
                Arbitraries.longs()
                        .between(0, 4_000_000_000_000L)
                        .map(ms -> new Literal.Moment(Instant.ofEpochMilli(ms))));
    }

    private static Arbitrary<Literal> distances() {
        return Arbitraries.longs()
                .between(-3_000_000, 3_000_000)
                .map(seconds -> new Literal.FromNow(Duration.ofSeconds(seconds)));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('\'', '"', '\\', '%', '.', ' ', '\n', 'ß', '木')
                .alpha()
                .numeric()
                .ofMaxLength(8);
    }
}
