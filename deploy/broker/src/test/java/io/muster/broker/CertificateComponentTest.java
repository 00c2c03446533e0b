package io.muster.broker;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.AccessEvent.CredentialsEnforced;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.BROKER;
import static io.muster.broker.SharedBroker.PLATFORM;
import static io.muster.broker.TestClients.login;
import static io.muster.broker.TestCredentials.certificate;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static io.muster.broker.TestPlatform.username;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who gets in over TLS. */
class CertificateComponentTest {

    @Test
    void aDeviceComesInWithItsCertificateAlone() throws Exception {
        String device = newDevice();
        TestCertificates shown = TestCertificates.named(device);
        PLATFORM.register(device, "active");
        PLATFORM.issue(device, certificate(device, shown.certificate()));

        Mqtt3BlockingClient client = client(device, shown);
        client.connect();

        DeviceConnected event = PLATFORM.awaitHeard(device, DeviceConnected.class);
        assertThat(event.session().protocol()).isEqualTo("mqtts");
        client.publishWith().topic(topic(device, "status")).send();
        client.disconnect();
    }

    @Test
    void aCertificateThatIsNotListedIsRefused() throws Exception {
        String device = newDevice();
        PLATFORM.register(device, "active");
        PLATFORM.issue(
                device, certificate(device, TestCertificates.named(device).certificate()));

        TestCertificates forged = TestCertificates.named(device);

        assertThatThrownBy(() -> client(device, forged).connect()).isInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void aListedCertificateDoesNotOpenAnotherDevicesSession() throws Exception {
        String device = newDevice();
        String other = newDevice();
        PLATFORM.activeDeviceWithToken(other);
        TestCertificates shown = TestCertificates.named(device);
        PLATFORM.register(device, "active");
        PLATFORM.issue(device, certificate(device, shown.certificate()));

        assertThatThrownBy(() -> client(other, shown).connect()).isInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void whoShowsACertificateUnderAnotherNameIsToldOfWhereItBelongs() throws Exception {
        String device = newDevice();
        TestCertificates shown = TestCertificates.named(device);
        PLATFORM.register(device, "active");
        PLATFORM.issue(device, certificate(device, shown.certificate()));

        assertThatThrownBy(() -> client("somebody-else", shown).connect()).isInstanceOf(Mqtt3ConnAckException.class);

        assertThat(told(device, "client-id-mismatch")).contains("somebody-else");
    }

    @Test
    void aRevokedCertificateIsToldApartFromAForgedOne() throws Exception {
        String device = newDevice();
        TestCertificates first = TestCertificates.named(device);
        TestCertificates second = TestCertificates.named(device);
        PLATFORM.register(device, "active");
        PLATFORM.issue(device, certificate(device, first.certificate()));
        long revision = PLATFORM.rotate(device, certificate(device, second.certificate()));
        PLATFORM.awaitAccess(device, CredentialsEnforced.class, said -> said.credentialsRevision() == revision);

        assertThatThrownBy(() -> client(device, first).connect()).isInstanceOf(Mqtt3ConnAckException.class);
        assertThat(told(device, "credential-revoked")).contains("revoked");

        assertThatThrownBy(() -> client(device, TestCertificates.named(device)).connect())
                .isInstanceOf(Mqtt3ConnAckException.class);
        told(device, "certificate-unknown");
    }

    private static String told(String device, String reason) {
        return PLATFORM.awaitAccess(device, AccessRefused.class, said -> said.attempt()
                        .reason()
                        .equals(reason))
                .attempt()
                .detail();
    }

    @Test
    void aTokenIsGoodOverTlsToo() {
        String device = newDevice();
        String password = PLATFORM.activeDeviceWithToken(device);
        Mqtt3BlockingClient client = client(device, trustingAnybody().build())
                .simpleAuth(login(username(device), password))
                .buildBlocking();

        client.connect();

        assertThat(client.getState().isConnected()).isTrue();
        client.disconnect();
    }

    private static Mqtt3BlockingClient client(String clientId, TestCertificates shown) throws Exception {
        return client(
                        clientId,
                        trustingAnybody().keyManagerFactory(shown.keyManagers()).build())
                .buildBlocking();
    }

    private static Mqtt3ClientBuilder client(String clientId, MqttClientSslConfig tls) {
        return BROKER.client(clientId).serverPort(BROKER.port("mqtts")).sslConfig(tls);
    }

    private static MqttClientSslConfigBuilder trustingAnybody() {
        return MqttClientSslConfig.builder()
                .trustManagerFactory(InsecureTrustManagerFactory.INSTANCE)
                .hostnameVerifier((host, session) -> true);
    }
}
