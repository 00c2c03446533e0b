package io.muster.broker;

import java.time.Instant;

import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import io.muster.events.AccessEvent.CredentialsEnforced;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.BROKER;
import static io.muster.broker.SharedBroker.PLATFORM;
import static io.muster.broker.SharedBroker.connected;
import static io.muster.broker.TestCredentials.token;
import static io.muster.broker.TestCredentials.tokenUntil;
import static io.muster.broker.TestPlatform.newCredential;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.username;
import static org.assertj.core.api.Assertions.assertThat;

/** How the platform knows from when on a change of credentials counts. */
class EnforcementComponentTest {

    @Test
    void aRevocationIsConfirmedWhenTheSessionIsClosed() {
        String device = newDevice();
        connected(device);

        long revision = PLATFORM.revokeAll(device);

        CredentialsEnforced confirmed = enforced(device, revision);
        assertThat(confirmed.sessionsClosed()).isEqualTo(1);
        assertThat(confirmed.broker()).isEqualTo(SharedBroker.NAME);
        DeviceDisconnected end = PLATFORM.awaitHeard(device, DeviceDisconnected.class);
        assertThat(end.session().reason()).isEqualTo("credential-revoked");
        assertThat(end.revision()).isLessThan(confirmed.revision());
    }

    @Test
    void aRevocationIsConfirmedAlsoWhenNobodyIsThere() {
        String device = newDevice();
        PLATFORM.activeDeviceWithToken(device);

        long revision = PLATFORM.revokeAll(device);

        assertThat(enforced(device, revision).sessionsClosed()).isZero();
    }

    @Test
    void aSessionGoesOnUntilTheOldCredentialsOverlapIsOver() {
        String device = newDevice();
        PLATFORM.register(device, "active");
        String old = newCredential();
        PLATFORM.issue(device, token(device, old));
        Mqtt3BlockingClient client = BROKER.client(device, username(device), PLATFORM.jwt(device, old));
        client.connect();

        long revision = PLATFORM.rotate(
                device,
                token(device, newCredential()),
                tokenUntil(device, old, Instant.now().plusSeconds(3)));

        assertThat(enforced(device, revision).sessionsClosed()).isZero();
        assertThat(client.getState().isConnected()).isTrue();
        assertThat(PLATFORM.awaitHeard(device, DeviceDisconnected.class)
                        .session()
                        .reason())
                .isEqualTo("credential-expired");
    }

    private static CredentialsEnforced enforced(String device, long revision) {
        return PLATFORM.awaitAccess(device, CredentialsEnforced.class, said -> said.credentialsRevision() == revision);
    }
}
