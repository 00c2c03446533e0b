package io.muster.stack.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

import io.muster.stack.supervise.RestartPolicy.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestartPolicyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final RestartPolicy policy = new RestartPolicy(5, Duration.ofMinutes(1), Duration.ofMillis(250));

    @Test
    void theFirstDeathIsMadeGoodAtOnce() {
        assertThat(policy.after(List.of(NOW), NOW)).isEqualTo(new Verdict.StartAgain(Duration.ofMillis(250)));
    }

    @Test
    void eachFurtherDeathWaitsTwiceAsLong() {
        assertThat(policy.after(Collections.nCopies(4, NOW), NOW))
                .isEqualTo(new Verdict.StartAgain(Duration.ofSeconds(2)));
    }

    @Test
    void fiveDeathsInAMinuteAreTooMany() {
        assertThat(policy.after(Collections.nCopies(5, NOW.minusSeconds(59)), NOW))
                .isEqualTo(new Verdict.GiveUp(5));
    }

    @Test
    void deathsOfLongAgoAreForgotten() {
        assertThat(policy.after(
                        List.of(
                                NOW.minusSeconds(90),
                                NOW.minusSeconds(80),
                                NOW.minusSeconds(70),
                                NOW.minusSeconds(61),
                                NOW),
                        NOW))
                .isEqualTo(new Verdict.StartAgain(Duration.ofMillis(250)));
    }
}
