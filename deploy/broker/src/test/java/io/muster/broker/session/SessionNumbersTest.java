package io.muster.broker.session;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SessionNumbersTest {

    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

    @Test
    void followTheClock() {
        assertThat(new SessionNumbers(CLOCK, 0).next()).isEqualTo(NOON.toEpochMilli() * 1000);
    }

    @Test
    void growWithinOneInstant() {
        SessionNumbers numbers = new SessionNumbers(CLOCK, 0);

        assertThat(numbers.next()).isLessThan(numbers.next());
    }

    @Test
    void growAlsoWhenTheClockWentBackSinceTheLastStart() {
        long seen = NOON.plusSeconds(3600).toEpochMilli() * 1000;

        assertThat(new SessionNumbers(CLOCK, seen).next()).isEqualTo(seen + 1);
    }
}
