package io.muster.telemetry.live;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.muster.telemetry.history.StoredReading;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TailTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final Tail tail = new Tail(NOW, Duration.ofSeconds(3));

    @Test
    void aReadingIsTakenOnce() {
        LiveReading first = reading(1, 1);
        LiveReading second = reading(2, 2);

        assertThat(tail.take(List.of(first), true, at(2))).containsExactly(first);
        assertThat(tail.take(List.of(first, second), true, at(3))).containsExactly(second);
    }

    @Test
    void aReadingThatIsSeenLaterThanOneThatCameAfterItIsTaken() {
        tail.take(List.of(reading(2, 2)), true, at(3));
        LiveReading late = reading(1, 1);

        assertThat(tail.from()).isBeforeOrEqualTo(late.receivedAt());
        assertThat(tail.take(List.of(late, reading(2, 2)), true, at(3))).containsExactly(late);
    }

    @Test
    void theTailEndsWhenPatienceDoes() {
        tail.take(List.of(reading(1, 1)), true, at(2));
        tail.take(List.of(reading(1, 1)), true, at(10));

        assertThat(tail.from()).isEqualTo(at(7));
    }

    @Test
    void aFirstPartIsFollowedByTheNext() {
        tail.take(List.of(reading(1, 1), reading(2, 2)), false, at(60));
        assertThat(tail.from()).isEqualTo(at(2).minusNanos(1000));

        tail.take(List.of(reading(2, 2), reading(2, 3)), false, at(60));
        assertThat(tail.from()).isEqualTo(at(2));
    }

    private static Instant at(int second) {
        return NOW.plusSeconds(second);
    }

    private static LiveReading reading(int second, long fingerprint) {
        return new LiveReading(
                "ws", "dev_a", new StoredReading("a", at(second), at(second), null, Map.of(), null, null, fingerprint));
    }
}
