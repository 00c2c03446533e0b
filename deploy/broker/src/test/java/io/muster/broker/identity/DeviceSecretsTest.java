package io.muster.broker.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceSecretsTest {

    private static final byte[] KEY = "tests only, 32 bytes, no secret!".getBytes(StandardCharsets.UTF_8);

    @Test
    void aGuessIsNotWorthWaitingFor() {
        DeviceSecrets secrets = secrets(Instant.parse("2026-01-19T12:00:00Z"));

        for (String guess : new String[] {"", "guess", "A".repeat(32), "?".repeat(32)}) {
            Evidence evidence = secrets.verify(guess).orElseThrow();
            assertThat(evidence.proven()).as(guess).isFalse();
            assertThat(evidence.fresh()).as(guess).isFalse();
        }
    }

    @Test
    void aPasswordDoesNotShowInText() {
        assertThat(secrets(Instant.EPOCH).verify("s3cret").toString()).doesNotContain("s3cret");
    }

    private DeviceSecrets secrets(Instant now) {
        return new DeviceSecrets(Optional.of(KEY), Clock.fixed(now, ZoneOffset.UTC));
    }
}
