package io.muster.telemetry.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal.FieldError;
import io.muster.telemetry.Defaults;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class HistoryQueryTest {

    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    @Test
    void withoutParametersItIsTheNewestHundredOfADay() {
        HistoryQuery query = parse(nothing(), null, null);

        assertThat(query)
                .isEqualTo(new HistoryQuery(
                        new Selection(new Span(NOW.minus(Duration.ofDays(1)), null), null, List.of(), true),
                        100,
                        null));
    }

    @Test
    void withOnlyAnEndItStartsADayBeforeIt() {
        HistoryQuery query =
                parse(new Selection.Wanted(null, "2025-06-02T00:00:00Z", "a/b", "x, y,x", "asc"), "1000", null);

        Span span = new Span(Instant.parse("2025-06-01T00:00:00Z"), Instant.parse("2025-06-02T00:00:00Z"));
        assertThat(query).isEqualTo(new HistoryQuery(new Selection(span, "a/b", List.of("x", "y"), false), 1000, null));
    }

    @Test
    void aCursorNamesThePlaceOfAReading() {
        Position position = new Position(NOW, NOW.plusNanos(123_456_000), "a/b", -5);

        assertThat(parse(nothing(), null, position.cursor()).after()).isEqualTo(position);
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday,,,,,,",
        "to,, tomorrow,,,,,",
        "from, 2, 1,,,,,",
        "channel,,, a//b,,,,",
        "keys,,,, 'a,,b',,,",
        "order,,,,, up,,",
        "limit,,,,,, 0,",
        "limit,,,,,, 1001,",
        "limit,,,,,, ten,",
        "limit,,,,,, '',",
        "cursor,,,,,,, MQ",
        "cursor,,,,,,, '*'"
    })
    void whatIsWrongIsNamed(
            String parameter,
            @Nullable String from,
            @Nullable String to,
            @Nullable String channel,
            @Nullable String keys,
            @Nullable String order,
            @Nullable String limit,
            @Nullable String cursor) {
        Selection.Wanted wanted = new Selection.Wanted(from, to, channel, keys, order);

        InvalidRequest refusal = catchThrowableOfType(InvalidRequest.class, () -> parse(wanted, limit, cursor));

        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly(parameter);
    }

    private static Selection.Wanted nothing() {
        return new Selection.Wanted(null, null, null, null, null);
    }

    private static HistoryQuery parse(Selection.Wanted wanted, @Nullable String limit, @Nullable String cursor) {
        return HistoryQuery.parse(wanted, limit, cursor, NOW, Defaults.of(HistoryLimits.class));
    }
}
