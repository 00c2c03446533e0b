package io.muster.telemetry.ingest;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.muster.telemetry.reading.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ReadingParserTest {

    private static final Instant NOW_MILLIS = Instant.parse("2026-03-04T05:06:07.890Z");

    private final ReadingParser parser = Messages.parser();

    @Test
    void anObjectIsAReadingOfItsValues() throws UnusablePayload {
        Reading reading = one("{\"temperature\":23.5,\"at\":{\"lat\":1},\"unit\":\"C\"}");

        assertThat(reading.channel()).isEqualTo("room/a");
        assertThat(reading.values()).isEqualTo(Map.of("temperature", 23.5, "at", Map.of("lat", 1), "unit", "C"));
        assertThat(reading.unit()).isNull();
        assertThat(reading.timestamp()).isEqualTo(NOW_MILLIS);
        assertThat(reading.receivedAt()).isEqualTo(Messages.NOW);
        assertThat(reading.claimed()).isNull();
    }

    @Test
    void valueAndUnitAreAReadingOfOneValue() throws UnusablePayload {
        Reading reading = one("{\"timestamp\":\"2026-03-04T05:00:00Z\",\"value\":1,\"unit\":\"bar\",\"messageId\":7}");

        assertThat(reading.values()).isEqualTo(Map.of("value", 1));
        assertThat(reading.unit()).isEqualTo("bar");
        assertThat(reading.timestamp()).isEqualTo("2026-03-04T05:00:00Z");
        assertThat(reading.messageId()).isEqualTo("7");
        assertThat(reading.isClockWrong()).isFalse();
    }

    @Test
    void aValueAmongOthersIsOneOfThem() throws UnusablePayload {
        Reading reading = one("{\"value\":1,\"unit\":\"bar\",\"quality\":\"good\"}");

        assertThat(reading.values()).isEqualTo(Map.of("value", 1, "unit", "bar", "quality", "good"));
        assertThat(reading.unit()).isNull();
    }

    @Test
    void anArrayIsAsManyReadings() throws UnusablePayload {
        List<Reading> readings = parse("telemetry/room", "[{\"value\":1,\"timestamp\":1772600000000},{\"b\":2}]");

        assertThat(readings).extracting(Reading::values).containsExactly(Map.of("value", 1), Map.of("b", 2));
        assertThat(readings).extracting(Reading::position).containsExactly(0, 1);
        assertThat(readings.get(0).timestamp()).isEqualTo(Instant.ofEpochMilli(1772600000000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "1700000000",
                "\"1970-01-01T00:00:00Z\"",
                "\"2026-03-04T05:12:00Z\"",
                "\"2262-04-12T00:00:00Z\"",
                "99999999999999999999",
                "\"2026-01-31T00:00:00Z\""
            })
    void aTimeOutOfBoundsIsKeptAsAClaim(String time) throws UnusablePayload {
        Reading reading = one("{\"value\":1,\"timestamp\":" + time + "}");

        assertThat(reading.timestamp()).isEqualTo(NOW_MILLIS);
        assertThat(reading.isClockWrong()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "telemetry/a | {\"value\":1,\"timestamp\":0}",
                "telemetry/a | [{\"value\":1},{\"value\":2,\"timestamp\":\"2026-03-04T05:12:00Z\"}]",
                "history/a | {\"value\":1,\"timestamp\":\"2025-03-04T05:06:07Z\"}",
                "losant/state | {\"time\":0,\"data\":{\"value\":1}}",
                "status | {\"uptime\":1,\"timestamp\":0}"
            })
    void whereItIsNotWantedATimeOutOfBoundsIsRefused(String path, String payload) {
        ReadingParser strict = Messages.strictParser();

        assertThat(catchThrowableOfType(UnusablePayload.class, () -> strict.parse(Messages.message(path, payload)))
                        .reason())
                .isEqualTo(RejectionReason.CLOCK_SKEW);
    }

    @Test
    void whereOnlyBelievedTimesAreWantedThoseAndMissingOnesAreFine() throws UnusablePayload {
        ReadingParser strict = Messages.strictParser();

        assertThat(strict.parse(Messages.message("telemetry/a", "{\"a\":1}"))).hasSize(1);
        assertThat(strict.parse(Messages.message("telemetry/a", "{\"a\":1,\"timestamp\":\"2026-03-04T05:00:00Z\"}")))
                .hasSize(1);
        assertThat(strict.parse(Messages.message("history/a", "{\"a\":1,\"timestamp\":\"2025-03-05T05:00:00Z\"}")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"2026-03-04T05:11:00Z\"", "\"2026-02-02T05:06:08Z\""})
    void aTimeAtTheEdgeIsBelieved(String time) throws UnusablePayload {
        assertThat(one("{\"value\":1,\"timestamp\":" + time + "}").isClockWrong())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5",
                "\"text\"",
                "null",
                "true",
                "{}",
                "[]",
                "{\"timestamp\":1,\"messageId\":\"a\"}",
                "[{\"a\":1},5]",
                "[{\"a\":1},[{\"a\":1}]]",
                "[{\"a\":1},{}]",
                "{\"a\":1e999}",
                "{\"a\":[{\"b\":-1e999}]}",
                "{\"a\":1,\"timestamp\":\"yesterday\"}",
                "{\"a\":1,\"timestamp\":{}}",
                "{\"a\":1,\"messageId\":\"\"}",
                "{\"a\":1,\"messageId\":1.5}",
                "{\"a\":1,\"messageId\":[]}",
                "{\"value\":1,\"unit\":5}"
            })
    void whatIsNoReadingIsABadValue(String payload) {
        assertThat(refusal("telemetry/room", payload)).isEqualTo(RejectionReason.BAD_VALUE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "telemetry",
                "telemetry/",
                "telemetry/status",
                "telemetry/a//b",
                "telemetry/a/b/c/d",
                "status/a/b",
                "other"
            })
    void aTopicWithoutAChannelIsABadTopic(String path) {
        assertThat(refusal(path, "{\"a\":1}")).isEqualTo(RejectionReason.BAD_TOPIC);
    }

    @Test
    void thereIsALimitToEverything() {
        assertThat(refusal("telemetry/a", "{\"a\":\"" + "x".repeat(131_072) + "\"}"))
                .isEqualTo(RejectionReason.TOO_LARGE);
        assertThat(refusal("telemetry/a", "[" + "{\"a\":1},".repeat(1000) + "{\"a\":1}]"))
                .isEqualTo(RejectionReason.TOO_LARGE);
        assertThat(refusal("telemetry/a", "{\"a\":1,\"messageId\":\"" + "x".repeat(129) + "\"}"))
                .isEqualTo(RejectionReason.BAD_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status | online | online",
                "status | offline | offline",
                "status | \"error\" | error",
                "status/online | '' | online",
                "status/offline | {} | offline",
                "status/online | {\"status\":\"error\"} | error"
            })
    void aStatusMayBeAWordOrATopic(String path, String payload, String status) throws UnusablePayload {
        List<Reading> readings = parse(path, payload);

        assertThat(readings).extracting(Reading::channel).containsExactly("status");
        assertThat(readings.get(0).values()).isEqualTo(Map.of("status", status));
    }

    @Test
    void aStatusMayBeAnObject() throws UnusablePayload {
        Reading reading = parse("status", "{\"status\":\"ok\",\"batteryLevel\":null,\"timestamp\":1772600000000}")
                .get(0);

        assertThat(reading.values()).containsEntry("status", "ok").containsEntry("batteryLevel", null);
        assertThat(reading.timestamp()).isEqualTo(Instant.ofEpochMilli(1772600000000L));
    }

    @Test
    void aStatusIsNothingElse() {
        for (String payload : Arrays.asList("\"fine\"", "5", "[]", "{}")) {
            assertThat(refusal("status", payload)).isEqualTo(RejectionReason.BAD_VALUE);
        }
    }

    private Reading one(String payload) throws UnusablePayload {
        return parse("telemetry/room/a", payload).get(0);
    }

    private List<Reading> parse(String path, String payload) throws UnusablePayload {
        return parser.parse(Messages.message(path, payload));
    }

    private RejectionReason refusal(String path, String payload) {
        return catchThrowableOfType(UnusablePayload.class, () -> parse(path, payload))
                .reason();
    }
}
