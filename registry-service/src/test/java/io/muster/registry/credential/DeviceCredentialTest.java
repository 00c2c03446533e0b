package io.muster.registry.credential;

import java.time.Instant;
import java.util.List;

import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceCredentialTest {

    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    @Test
    void theNewestIsShown() {
        Credential old = credential(Kind.SECRET, NOON);
        Credential rotated = credential(Kind.TOKEN, NOON.plusSeconds(1));

        DeviceCredential shown =
                DeviceCredential.newestOf(List.of(rotated, old)).orElseThrow();

        assertThat(shown)
                .isEqualTo(new DeviceCredential(
                        "token", "dev_1", "ws_a_dev_1", null, null, List.of("commands/#"), List.of("telemetry/#")));
    }

    @Test
    void theVerifierIsNeverShown() {
        assertThat(DeviceCredential.newestOf(List.of(credential(Kind.TOKEN, NOON))))
                .hasValueSatisfying(shown -> assertThat(shown.toString()).doesNotContain("the-verifier"));
    }

    @Test
    void whereNoneIsLeftNoneIsShown() {
        assertThat(DeviceCredential.newestOf(List.of())).isEmpty();
    }

    private static Credential credential(Kind kind, Instant notBefore) {
        return new Credential(
                "crd_1",
                kind,
                "the-verifier",
                "dev_1",
                "ws_a_dev_1",
                notBefore,
                null,
                new Topics(List.of("commands/#"), List.of("telemetry/#")));
    }
}
