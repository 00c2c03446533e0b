package io.muster.telemetry.reading;

import java.math.BigInteger;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TimestampsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "-1, 1969-12-31T23:59:59.999Z",
        "1700000000123, 2023-11-14T22:13:20.123Z",
        "2024-01-20T12:00:00Z, 2024-01-20T12:00:00Z",
        "2024-01-20T12:00:00.1239Z, 2024-01-20T12:00:00.123Z",
        "2024-01-20T12:00:00+02:00, 2024-01-20T10:00:00Z",
        "2024-01-20T12:00:00, 2024-01-20T12:00:00Z",
        "99999999999999999999999, 9999-12-31T23:59:59.999Z",
        "-99999999999999999999999, 0001-01-01T00:00:00Z",
        "+123456789-01-01T00:00:00Z, 9999-12-31T23:59:59.999Z"
    })
    void millisecondsAndIsoAreTimes(String text, Instant time) {
        assertThat(Timestamps.parse(text)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "yesterday", "2024-01-20", "2024-13-01T00:00:00Z", "1e3", "12:00", " 1"})
    void otherTextIsNoTime(String text) {
        assertThat(Timestamps.parse(text)).isEmpty();
    }

    @Test
    void numbersAreMilliseconds() {
        assertThat(Timestamps.of(1)).contains(Instant.ofEpochMilli(1));
        assertThat(Timestamps.of(1.7e12)).contains(Instant.ofEpochMilli(1_700_000_000_000L));
        assertThat(Timestamps.of(BigInteger.TWO.pow(80))).contains(Instant.parse("9999-12-31T23:59:59.999Z"));
        assertThat(Timestamps.of(true)).isEmpty();
    }
}
