package io.muster.provisioning.credential;

import java.time.Instant;
import java.util.List;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.events.CredentialEvent.CredentialsRevoked;
import io.muster.events.CredentialEvent.CredentialsRotated;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.provisioning.credential.CredentialRefusal.CredentialUnknown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeviceCredentialsTest {

    private static final Instant NOW = Instant.parse("2026-01-19T12:00:00Z");
    private static final DeviceCredentials NONE = new DeviceCredentials("ws_abc", "dev_1", 0, List.of());

    @Test
    void theFirstCredentialIsIssuedAndTheNextOnesTakeItsPlace() {
        DeviceCredentials.Change first = NONE.replacedBy(credential("crd_1", null));
        DeviceCredentials.Change second = first.after().replacedBy(credential("crd_2", null));

        assertThat(first.event()).isInstanceOf(CredentialsIssued.class);
        assertThat(first.event().revision()).isEqualTo(1);
        assertThat(second.event()).isInstanceOf(CredentialsRotated.class);
        assertThat(second.event().revision()).isEqualTo(2);
        assertThat(listed(second)).containsExactly("crd_2");
    }

    @Test
    void revokingOneLeavesTheOthersButNoneThatHasExpired() {
        DeviceCredentials three = new DeviceCredentials(
                "ws_abc",
                "dev_1",
                7,
                List.of(credential("crd_1", null), credential("crd_2", NOW.plusSeconds(1)), credential("crd_3", NOW)));

        DeviceCredentials.Change change = three.without(new CredentialId("crd_1"), NOW);

        assertThat(change.event()).isInstanceOf(CredentialsRevoked.class);
        assertThat(change.event().revision()).isEqualTo(8);
        assertThat(listed(change)).containsExactly("crd_2");
        assertThat(change.after().credentials()).hasSize(1);
    }

    @Test
    void whatIsNotThereCannotBeRevoked() {
        assertThatThrownBy(() -> NONE.without(new CredentialId("crd_1"), NOW)).isInstanceOf(CredentialUnknown.class);
    }

    @Test
    void aDeviceThatGoesHasNothingLeft() {
        DeviceCredentials.Change change =
                NONE.replacedBy(credential("crd_1", null)).after().withoutAny();

        assertThat(change.event()).isEqualTo(new CredentialsRevoked(2, "ws_abc", "dev_1", List.of()));
    }

    @Test
    void aVerifierDoesNotShowInText() {
        assertThat(credential("crd_1", null).toString()).doesNotContain("verifier-of");
    }

    private static List<String> listed(DeviceCredentials.Change change) {
        return change.event().credentials().stream()
                .map(CredentialEvent.Credential::id)
                .toList();
    }

    private static Credential credential(String id, @Nullable Instant expiresAt) {
        return new Credential(
                new CredentialId(id),
                Kind.TOKEN,
                "verifier-of-" + id,
                "ws_abc_dev_1",
                NOW.minusSeconds(300),
                expiresAt,
                new Topics(List.of(), List.of()),
                "ada",
                NOW);
    }
}
