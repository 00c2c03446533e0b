package io.muster.broker.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.muster.events.CredentialEvent.Kind;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.rights.Rights;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.muster.broker.identity.ExampleDevices.DEVICE;
import static io.muster.broker.identity.ExampleDevices.NOON;
import static io.muster.broker.identity.ExampleDevices.USERNAME;
import static io.muster.broker.identity.ExampleDevices.credentials;
import static io.muster.broker.identity.ExampleDevices.device;
import static io.muster.broker.identity.ExampleDevices.secret;
import static io.muster.broker.identity.ExampleDevices.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

class RosterTest {

    private static final Client.Device CLIENT = new Client.Device("ws", DEVICE, DEVICE, "crd_1");
    private static final Evidence EVIDENCE = new Evidence(Kind.SECRET, "hmac-sha256:aa", false, true);

    private final Roster roster = new Roster(Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void knowsADeviceByWhatItShows() {
        roster.apply(device(1, "active", true));
        roster.apply(credentials(1, secret("hmac-sha256:aa", null)));

        assertThat(roster.identify(EVIDENCE, DEVICE, USERNAME)).contains(CLIENT);
        assertThat(roster.identify(EVIDENCE, DEVICE, "ws_dev_2")).isEmpty();
        assertThat(roster.identify(EVIDENCE, "dev_2", USERNAME)).isEmpty();
        assertThat(roster.identify(new Evidence(Kind.SECRET, "hmac-sha256:bb", false, true), DEVICE, USERNAME))
                .isEmpty();
        assertThat(roster.objection(CLIENT)).isEmpty();
        assertThat(roster.rights(CLIENT).mayPublish("ws/devices/dev_1/telemetry/x"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "suspended, true, SUSPENDED",
        "inactive, true, INACTIVE",
        "deprecated, true, DEPRECATED",
        "unheard-of, true, INACTIVE"
    })
    void objectsToADeviceThatIsNotActive(String status, boolean provisioned, Objection objection) {
        roster.apply(device(1, status, provisioned));
        roster.apply(credentials(1, secret("hmac-sha256:aa", null)));

        assertThat(roster.objection(CLIENT)).contains(objection);
    }

    @Test
    void letsADeviceInWhoseFirstActivationIsStillOnItsWay() {
        roster.apply(device(1, "inactive", false));
        roster.apply(credentials(1, secret("hmac-sha256:aa", null)));

        assertThat(roster.objection(CLIENT)).isEmpty();
    }

    @Test
    void ignoresAnOlderEvent() {
        roster.apply(device(2, "suspended", true));
        roster.apply(device(1, "active", true));

        assertThat(roster.objection(CLIENT)).contains(Objection.SUSPENDED);
    }

    @Test
    void forgetsADeletedDevice() {
        roster.apply(device(1, "active", true));
        roster.apply(credentials(1, secret("hmac-sha256:aa", null)));

        roster.apply(new DeviceDeleted(2, true, snapshot("active", true)));

        assertThat(roster.objection(CLIENT)).contains(Objection.DELETED);
        assertThat(roster.identify(EVIDENCE, DEVICE, USERNAME)).isEmpty();
    }

    @Test
    void letsADeviceInThatTheRegistryHasNotHeardOf() {
        roster.apply(credentials(1, secret("hmac-sha256:aa", null)));

        assertThat(roster.identify(EVIDENCE, DEVICE, USERNAME)).contains(CLIENT);
        assertThat(roster.objection(CLIENT)).isEmpty();
    }

    @Test
    void remembersADeletionForAsLongAsThereAreCredentials() {
        roster.apply(new DeviceDeleted(2, true, snapshot("active", true)));
        roster.apply(credentials(1, secret("hmac-sha256:aa", null)));

        assertThat(roster.identify(EVIDENCE, DEVICE, USERNAME)).isEmpty();
        roster.apply(credentials(2));
        assertThat(roster.size()).isZero();
    }

    @Test
    void whatIsNotListedAnyLongerIsRevoked() {
        roster.apply(device(1, "active", true));
        roster.apply(credentials(1, secret("hmac-sha256:aa", null)));

        roster.apply(credentials(2));

        assertThat(roster.objection(CLIENT)).contains(Objection.CREDENTIAL_REVOKED);
        assertThat(roster.rights(CLIENT)).isEqualTo(Rights.NONE);
    }

    @ParameterizedTest
    @CsvSource({"2026-01-19T12:00:00Z, CREDENTIAL_EXPIRED", "2026-01-19T12:00:01Z,"})
    void aCredentialEndsWhenItSays(Instant expiresAt, Objection objection) {
        roster.apply(device(1, "active", true));
        roster.apply(credentials(1, secret("hmac-sha256:aa", expiresAt)));

        assertThat(roster.objection(CLIENT)).isEqualTo(Optional.ofNullable(objection));
    }

    @Test
    void whoWaitsIsToldOfTheNews() throws Exception {
        Waits waits = new Waits(roster, Duration.ofSeconds(20), 1);
        CompletableFuture<Optional<Client.Device>> waiting =
                CompletableFuture.supplyAsync(() -> waits.await(() -> roster.identify(EVIDENCE, DEVICE, USERNAME)));

        roster.apply(device(1, "active", true));
        roster.apply(credentials(1, secret("hmac-sha256:aa", null)));

        assertThat(waiting.get(20, TimeUnit.SECONDS)).contains(CLIENT);
    }

    @Test
    void nobodyWaitsBeyondTheTimeOrTheNumber() {
        assertThat(new Waits(roster, Duration.ofMillis(10), 1).await(Optional::empty))
                .isEmpty();
        assertThat(new Waits(roster, Duration.ofHours(1), 0).await(Optional::empty))
                .isEmpty();
    }
}
