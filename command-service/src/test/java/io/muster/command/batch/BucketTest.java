package io.muster.command.batch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a pace allows as time goes by. */
class BucketTest {

    private static final Instant START = Clock.systemUTC().instant();
    private static final Duration INTERVAL = Duration.ofMillis(100);

    @Test
    void itFillsWithTime() {
        Bucket empty = new Bucket(0, START);

        assertThat(empty.at(START.plusMillis(100), 50, INTERVAL).whole()).isEqualTo(5);
        assertThat(empty.at(START.plusMillis(100), 5, INTERVAL).whole()).isZero();
        assertThat(empty.at(START.plusMillis(100), 5, INTERVAL)
                        .at(START.plusMillis(200), 5, INTERVAL)
                        .whole())
                .isEqualTo(1);
    }

    @Test
    void whatWasNotUsedIsNotMadeUpFor() {
        assertThat(new Bucket(0, START)
                        .at(START.plusSeconds(3600), 50, INTERVAL)
                        .whole())
                .isEqualTo(10);
    }

    @Test
    void theSlowestPaceComesToOneInTheEnd() {
        Bucket empty = new Bucket(0, START);

        assertThat(empty.at(START.plusSeconds(999), 0.001, INTERVAL).whole()).isZero();
        assertThat(empty.at(START.plusSeconds(1001), 0.001, INTERVAL).whole()).isEqualTo(1);
    }

    @Test
    void aClockThatGoesBackTakesNothing() {
        assertThat(new Bucket(3, START).at(START.minusSeconds(5), 50, INTERVAL).whole())
                .isEqualTo(3);
    }
}
