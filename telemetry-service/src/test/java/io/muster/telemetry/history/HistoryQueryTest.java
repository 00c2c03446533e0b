package io.muster.telemetry.history;

import java.time.Duration;
import java.time.Instant;

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
        HistoryQuery query = parse(null, null, null, null);

        assertThat(query).isEqualTo(new HistoryQuery(NOW.minus(Duration.ofDays(1)), null, null, 100));
    }

    @Test
    void withOnlyAnEndItStartsADayBeforeIt() {
        HistoryQuery query = parse(null, "2025-06-02T00:00:00Z", "a/b", "1000");

        assertThat(query)
                .isEqualTo(new HistoryQuery(
                        Instant.parse("2025-06-01T00:00:00Z"), Instant.parse("2025-06-02T00:00:00Z"), "a/b", 1000));
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday,,,",
        "to,, tomorrow,,",
        "from, 2, 1,,",
        "channel,,, a//b,",
        "limit,,,, 0",
        "limit,,,, 1001",
        "limit,,,, ten",
        "limit,,,, ''"
    })
    void whatIsWrongIsNamed(
            String parameter,
            @Nullable String from,
            @Nullable String to,
            @Nullable String channel,
            @Nullable String limit) {
        InvalidRequest refusal = catchThrowableOfType(InvalidRequest.class, () -> parse(from, to, channel, limit));

        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly(parameter);
    }

    private static HistoryQuery parse(
            @Nullable String from, @Nullable String to, @Nullable String channel, @Nullable String limit) {
        return HistoryQuery.parse(from, to, channel, limit, NOW, Defaults.of(HistoryLimits.class));
    }
}
