package io.muster.provisioning.credential;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.events.CredentialEvent.CredentialsRevoked;
import io.muster.events.CredentialEvent.CredentialsRotated;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.provisioning.authority.Leaf;
import io.muster.provisioning.authority.Withdrawal;
import io.muster.provisioning.credential.CredentialRefusal.CredentialUnknown;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeviceCredentialsTest {

    private static final Instant NOW = Instant.parse("2026-01-19T12:00:00Z");
    private static final Succession REPLACING = new Succession.OfAll(Duration.ZERO);
    private static final DeviceCredentials NONE = new DeviceCredentials("ws_abc", "dev_1", 0, List.of());

    @Test
    void theFirstCredentialIsIssuedAndTheNextOnesTakeItsPlace() {
        DeviceCredentials.Change first = NONE.with(credential("crd_1", null), REPLACING, NOW);
        DeviceCredentials.Change second = first.after().with(credential("crd_2", null), REPLACING, NOW);

        assertThat(first.event()).isInstanceOf(CredentialsIssued.class);
        assertThat(first.event().revision()).isEqualTo(1);
        assertThat(second.event()).isInstanceOf(CredentialsRotated.class);
        assertThat(second.event().revision()).isEqualTo(2);
        assertThat(listed(second)).containsExactly("crd_2");
    }

    @Test
    void anOverlapBringsTheEndOfTheOldOnesForwardAndNeverBack() {
        DeviceCredentials two = new DeviceCredentials(
                "ws_abc", "dev_1", 7, List.of(credential("crd_1", null), credential("crd_2", NOW.plusSeconds(5))));

        DeviceCredentials.Change change =
                two.with(credential("crd_3", null), new Succession.OfAll(Duration.ofSeconds(60)), NOW);

        assertThat(change.event()).isInstanceOf(CredentialsRotated.class);
        assertThat(listed(change)).containsExactly("crd_3", "crd_1", "crd_2");
        assertThat(change.after().credentials())
                .extracting(one -> one.validity().expiresAt())
                .containsExactly(null, NOW.plusSeconds(60), NOW.plusSeconds(5));
        assertThat(change.revoked()).isEmpty();
    }

    @Test
    void whatSucceedsOneLeavesTheOthersAsTheyAre() {
        DeviceCredentials two = new DeviceCredentials(
                "ws_abc", "dev_1", 7, List.of(credential("crd_1", null), credential("crd_2", null)));

        DeviceCredentials.Change change = two.with(
                credential("crd_3", null), new Succession.OfOne(new CredentialId("crd_1"), Duration.ZERO), NOW);

        assertThat(listed(change)).containsExactly("crd_3", "crd_2");
        assertThat(change.revoked()).extracting(one -> one.id().text()).containsExactly("crd_1");
    }

    @Test
    void whatStandsBesideTheOthersTakesNothingAway() {
        DeviceCredentials one =
                NONE.with(credential("crd_1", null), REPLACING, NOW).after();

        DeviceCredentials.Change change = one.with(credential("crd_2", null), new Succession.OfNone(), NOW);

        assertThat(change.event()).isInstanceOf(CredentialsIssued.class);
        assertThat(listed(change)).containsExactly("crd_2", "crd_1");
    }

    @Test
    void aCertificateThatEndsEarlyIsWithdrawnFromThenOn() {
        Leaf leaf = new Leaf("authority", "2a", NOW.plusSeconds(3600));
        DeviceCredentials one = new DeviceCredentials("ws_abc", "dev_1", 1, List.of(certificate("crd_1", leaf)));

        assertThat(one.without(new CredentialId("crd_1"), NOW).withdrawals())
                .containsExactly(new Withdrawal(leaf, NOW));
        assertThat(one.with(credential("crd_2", null), new Succession.OfAll(Duration.ofSeconds(60)), NOW)
                        .withdrawals())
                .containsExactly(new Withdrawal(leaf, NOW.plusSeconds(60)));
    }

    @Test
    void revokingOneLeavesTheOthers() {
        DeviceCredentials two = new DeviceCredentials(
                "ws_abc", "dev_1", 7, List.of(credential("crd_1", null), credential("crd_2", NOW.plusSeconds(1))));

        DeviceCredentials.Change change = two.without(new CredentialId("crd_1"), NOW);

        assertThat(change.event()).isInstanceOf(CredentialsRevoked.class);
        assertThat(change.event().revision()).isEqualTo(8);
        assertThat(listed(change)).containsExactly("crd_2");
        assertThat(change.revoked()).hasSize(1);
    }

    @Test
    void whatIsNotThereCannotBeRevoked() {
        assertThatThrownBy(() -> NONE.without(new CredentialId("crd_1"), NOW)).isInstanceOf(CredentialUnknown.class);
    }

    @Test
    void aDeviceThatGoesHasNothingLeft() {
        DeviceCredentials.Change change =
                NONE.with(credential("crd_1", null), REPLACING, NOW).after().withoutAny(NOW);

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
        return credential(id, Kind.TOKEN, expiresAt, null);
    }

    private static Credential certificate(String id, Leaf leaf) {
        return credential(id, Kind.CERTIFICATE, leaf.notAfter(), leaf);
    }

    private static Credential credential(String id, Kind kind, @Nullable Instant expiresAt, @Nullable Leaf leaf) {
        return new Credential(
                new CredentialId(id),
                kind,
                "verifier-of-" + id,
                new Login("dev_1", "ws_abc_dev_1"),
                new Validity(NOW.minusSeconds(300), expiresAt, null),
                new Topics(List.of(), List.of()),
                leaf,
                "ada",
                NOW);
    }
}
