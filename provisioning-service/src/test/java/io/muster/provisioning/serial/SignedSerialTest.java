package io.muster.provisioning.serial;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SignedSerialTest {

    private static final SerialBatch BATCH = batch("0123456789abcdef0123456789abcdef");
    /** {@code printf 'a.b' | openssl dgst -sha256 -hmac 0123456789abcdef0123456789abcdef -binary | base64}. */
    private static final String SIGNED = "sba_0hv5kzq3mx2a7.a.b.hccEMI77WbRkwml58AKoMXwhx9Zm3VOmG3U-rMTOOoA";

    @Test
    void aSerialMayHoldDots() {
        assertThat(SignedSerial.parse(SIGNED)).hasValueSatisfying(signed -> {
            assertThat(signed.batch()).isEqualTo("sba_0hv5kzq3mx2a7");
            assertThat(signed.serial()).isEqualTo("a.b");
        });
    }

    @Test
    void aSignatureIsGoodForItsBatchOnly() {
        SignedSerial signed = SignedSerial.parse(SIGNED).orElseThrow();

        assertThat(signed.isSignedIn(BATCH)).isTrue();
        assertThat(signed.isSignedIn(batch("another key of thirty-two bytes."))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sn-1", "sba_0hv5kzq3mx2a7.a", "sba_0hv5kzq3mx2a7.a.tooshort", "sba_short.a.b"})
    void anythingElseIsNoSignedSerial(String text) {
        assertThat(SignedSerial.parse(text)).isEmpty();
    }

    private static SerialBatch batch(String key) {
        return new SerialBatch(
                "sba_0hv5kzq3mx2a7",
                "ws_a",
                key.getBytes(StandardCharsets.UTF_8),
                new Terms(null, null, null, SerialPolicy.ADD),
                "ada",
                Instant.EPOCH);
    }
}
