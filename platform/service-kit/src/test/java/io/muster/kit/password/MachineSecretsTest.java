package io.muster.kit.password;

import java.time.Instant;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MachineSecretsTest {

    private static final Instant NOW = Instant.parse("2026-01-19T12:00:00Z");

    private final MachineSecrets secrets = with((byte) 1);

    @Test
    void aSecretTellsThatItIsOursAndWhenItWasMade() {
        String secret = secrets.make(NOW);

        assertThat(secret).hasSize(32).matches("[A-Za-z0-9_-]+");
        assertThat(secrets.madeAt(secret)).contains(NOW);
    }

    @Test
    void whatOthersMadeUpIsNotOurs() {
        String secret = secrets.make(NOW);

        assertThat(with((byte) 2).madeAt(secret)).isEmpty();
        assertThat(secrets.madeAt(secret.substring(0, 28) + "AAAA")).isEmpty();
        assertThat(secrets.madeAt("a password that a person may say")).isEmpty();
        assertThat(secrets.madeAt("")).isEmpty();
    }

    @Test
    void noTwoAreTheSame() {
        assertThat(secrets.make(NOW)).isNotEqualTo(secrets.make(NOW));
    }

    private static MachineSecrets with(byte key) {
        byte[] bytes = new byte[32];
        bytes[0] = key;
        return new MachineSecrets(new KeyedHash("the tests", Base64.getEncoder().encodeToString(bytes)));
    }
}
