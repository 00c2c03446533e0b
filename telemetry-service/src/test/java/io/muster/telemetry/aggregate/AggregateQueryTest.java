package io.muster.telemetry.aggregate;

import java.time.Instant;

import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal.FieldError;
import io.muster.telemetry.Defaults;
import io.muster.telemetry.aggregate.AggregateQuery.Wanted;
import io.muster.telemetry.history.Span;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class AggregateQueryTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");
    private static final String FROM = "2026-03-01T00:30:00Z";
    private static final String TO = "2026-03-02T10:59:59.999Z";

    @Test
    void withoutParametersItIsTheAveragesOfTheHoursOfADay() {
        AggregateQuery query = parse(new Wanted(null, null, null, null, null, null, null));

        assertThat(query.function()).isEqualTo(AggregateFunction.AVG);
        assertThat(query.bucket()).isEqualTo(Bucket.HOUR);
        assertThat(query.span()).isEqualTo(new Span(Instant.parse("2026-03-03T05:06:07Z"), null));
        assertThat(query.wholeHours()).isEqualTo(new Span(Instant.parse("2026-03-03T06:00:00Z"), null));
    }

    @Test
    void theWholeHoursOfASpanLieBetweenItsEnds() {
        assertThat(hours("sum", "1d", "Europe/Berlin"))
                .isEqualTo(new Span(Instant.parse("2026-03-01T01:00:00Z"), Instant.parse("2026-03-02T11:00:00Z")));
    }

    @Test
    void clocksThatChangeByHalfAnHourBeforeNoEndHaveNoWholeHours() {
        Span span = parse(new Wanted(FROM, null, null, null, "sum", "1d", "Australia/Lord_Howe"))
                .wholeHours();

        assertThat(span).isEqualTo(new Span(Instant.parse(FROM), Instant.parse(FROM)));
    }

    @ParameterizedTest
    @CsvSource({"p95, 1h, UTC", "avg, 5m, UTC", "avg, 1d, Asia/Kolkata"})
    void whatDoesNotAddUpFromHoursHasNoWholeHours(String fn, String bucket, String tz) {
        assertThat(hours(fn, bucket, tz)).isEqualTo(new Span(Instant.parse(FROM), Instant.parse(FROM)));
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday,,,,,,",
        "channel,,, a//b,,,,",
        "keys,,,, 'a,',,,",
        "fn,,,,, median,,",
        "bucket,,,,,, 1w,",
        "bucket, 2026-01-01T00:00:00Z,,,,, 1m,",
        "tz,,,,,,, Mars/Olympus"
    })
    void whatIsWrongIsNamed(
            String parameter,
            @Nullable String from,
            @Nullable String to,
            @Nullable String channel,
            @Nullable String keys,
            @Nullable String fn,
            @Nullable String bucket,
            @Nullable String tz) {
        InvalidRequest refusal = catchThrowableOfType(
                InvalidRequest.class, () -> parse(new Wanted(from, to, channel, keys, fn, bucket, tz)));

        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly(parameter);
    }

    private static Span hours(String fn, String bucket, String tz) {
        return parse(new Wanted(FROM, TO, null, null, fn, bucket, tz)).wholeHours();
    }

    private static AggregateQuery parse(Wanted wanted) {
        return AggregateQuery.parse(wanted, NOW, Defaults.of(AggregateLimits.class));
    }
}
