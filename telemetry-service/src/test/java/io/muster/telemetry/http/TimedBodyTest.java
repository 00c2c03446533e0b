package io.muster.telemetry.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TimedBodyTest {

    @Test
    void aBodyIsReadNoLongerThanItMayTake() throws IOException {
        assertThat(body(Duration.ofHours(1)).readAllBytes()).hasSize(3);
        assertThatExceptionOfType(BodyTooSlow.class)
                .isThrownBy(() -> body(Duration.ZERO).read());
        assertThatExceptionOfType(BodyTooSlow.class)
                .isThrownBy(() -> body(Duration.ZERO).readAllBytes());
    }

    private static TimedBody body(Duration limit) {
        return new TimedBody(new ByteArrayInputStream(new byte[3]), limit);
    }
}
