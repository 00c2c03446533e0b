package io.muster.broker;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.BROKER;
import static io.muster.broker.SharedBroker.PLATFORM;
import static io.muster.broker.SharedBroker.connected;
import static io.muster.broker.TestClients.awaitPutOut;
import static io.muster.broker.TestClients.login;
import static io.muster.broker.TestCredentials.secret;
import static io.muster.broker.TestCredentials.token;
import static io.muster.broker.TestCredentials.tokenUntil;
import static io.muster.broker.TestPlatform.newCredential;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static io.muster.broker.TestPlatform.username;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who gets in, and who is put out. */
class AdmissionComponentTest {

    @Test
    void aDeviceWithASecretComesIn() throws Exception {
        String device = newDevice();
        PLATFORM.register(device, "active");
        PLATFORM.issue(device, secret(device, "s3cret"));

        Mqtt3BlockingClient client = BROKER.client(device, username(device), "s3cret");

        assertThat(client.connect().getReturnCode()).isEqualTo(Mqtt3ConnAckReturnCode.SUCCESS);
        client.disconnect();
    }

    @Test
    void aDeviceComesInOverAWebSocket() {
        String device = newDevice();
        String password = PLATFORM.activeDeviceWithToken(device);
        Mqtt3BlockingClient client = BROKER.client(device)
                .serverPort(BROKER.port("ws"))
                .webSocketWithDefaultConfig()
                .simpleAuth(login(username(device), password))
                .buildBlocking();

        client.connect();

        assertThat(PLATFORM.awaitHeard(device, DeviceConnected.class).session().protocol())
                .isEqualTo("ws");
        client.disconnect();
    }

    @Test
    void aDeviceThatWasProvisionedThisInstantWaitsForTheNews() throws Exception {
        String device = newDevice();
        PLATFORM.register(device, "inactive");
        String credential = newCredential();
        Mqtt3BlockingClient client = BROKER.client(device, username(device), PLATFORM.jwt(device, credential));

        var connecting = client.toAsync().connect();
        PLATFORM.changeStatus(device, "active");
        PLATFORM.issue(device, token(device, credential));

        assertThat(connecting
                        .get(TestRun.PATIENCE.toSeconds(), TimeUnit.SECONDS)
                        .getReturnCode())
                .isEqualTo(Mqtt3ConnAckReturnCode.SUCCESS);
        client.disconnect();
    }

    @Test
    void aDeviceThatTheRegistryHasNotHeardOfComesIn() throws Exception {
        String device = newDevice();
        PLATFORM.issue(device, secret(device, "s3cret"));

        Mqtt3BlockingClient client = BROKER.client(device, username(device), "s3cret");

        assertThat(client.connect().getReturnCode()).isEqualTo(Mqtt3ConnAckReturnCode.SUCCESS);
        client.disconnect();
    }

    @Test
    void aDeletedDeviceIsPutOutAndRefusedAlsoWhileItsCredentialsAreListed() {
        String device = newDevice();
        String password = PLATFORM.activeDeviceWithToken(device);
        Mqtt3BlockingClient client = BROKER.client(device, username(device), password);
        client.connect();

        PLATFORM.delete(device);

        awaitPutOut(client);
        assertRefused(device, username(device), password);
    }

    @Test
    void whatAClientAsksForBeforeItIsAdmittedIsDoneAfterwards() throws Exception {
        String device = newDevice();
        PLATFORM.register(device, "active");

        try (Socket client = new Socket("127.0.0.1", BROKER.port("mqtt"))) {
            OutputStream out = new BufferedOutputStream(client.getOutputStream());
            RawPackets.connect(out, device, username(device), "s3cret");
            RawPackets.subscribe(out, topic(device, "commands/#"));
            out.flush();
            PLATFORM.issue(device, secret(device, "s3cret"));

            assertThat(client.getInputStream().readNBytes(RawPackets.WELCOME.length))
                    .isEqualTo(RawPackets.WELCOME);
            assertThat(client.getInputStream().readNBytes(RawPackets.SUBSCRIBED.length))
                    .isEqualTo(RawPackets.SUBSCRIBED);
        }
    }

    @Test
    void aWrongSecretIsRefused() throws Exception {
        String device = newDevice();
        PLATFORM.register(device, "active");
        PLATFORM.issue(device, secret(device, "s3cret"));

        assertRefused(device, username(device), "guess");
    }

    @Test
    void whoSaysNoNameIsRefused() {
        assertThatThrownBy(() -> BROKER.client("somebody").buildBlocking().connect())
                .isInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void anotherDevicesClientIdIsRefused() {
        String device = newDevice();
        String other = newDevice();
        String password = PLATFORM.activeDeviceWithToken(device);
        PLATFORM.activeDeviceWithToken(other);

        assertRefused(other, username(device), password);
        assertRefused(other, username(other), password);
    }

    @Test
    void aSuspendedDeviceIsPutOutAndRefused() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);
        PLATFORM.awaitHeard(device, DeviceConnected.class);

        PLATFORM.changeStatus(device, "suspended");

        awaitPutOut(client);
        DeviceDisconnected event = PLATFORM.awaitHeard(device, DeviceDisconnected.class);
        assertThat(event.session().reason()).isEqualTo("suspended");
        String credential = newCredential();
        PLATFORM.issue(device, token(device, credential));
        assertRefused(device, username(device), PLATFORM.jwt(device, credential));
    }

    @Test
    void aRevokedCredentialEndsTheSession() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);

        PLATFORM.revokeAll(device);

        awaitPutOut(client);
        assertThat(PLATFORM.awaitHeard(device, DeviceDisconnected.class)
                        .session()
                        .reason())
                .isEqualTo("credential-revoked");
    }

    @Test
    void aCredentialThatExpiresEndsTheSession() {
        String device = newDevice();
        PLATFORM.register(device, "active");
        String credential = newCredential();
        PLATFORM.issue(device, tokenUntil(device, credential, Instant.now().plusSeconds(5)));
        Mqtt3BlockingClient client = BROKER.client(device, username(device), PLATFORM.jwt(device, credential));
        client.connect();

        assertThat(PLATFORM.awaitHeard(device, DeviceDisconnected.class)
                        .session()
                        .reason())
                .isEqualTo("credential-expired");
    }

    private static void assertRefused(String clientId, String username, String password) {
        assertThatThrownBy(() -> BROKER.client(clientId, username, password).connect())
                .isInstanceOfSatisfying(Mqtt3ConnAckException.class, refusal -> assertThat(
                                refusal.getMqttMessage().getReturnCode())
                        .isEqualTo(Mqtt3ConnAckReturnCode.NOT_AUTHORIZED));
    }
}
