package io.muster.broker;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Who gets in over TLS. */
class CertificateComponentTest {

    private static TestPlatform platform;
    private static TestBroker broker;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        broker = TestBroker.start(
                "broker-tls",
                Files.createTempDirectory("muster-broker"),
                platform,
                Map.of(
                        "MUSTER_BROKER_KEYSTORE",
                        TestCertificates.named("localhost").keyStoreFile().toString(),
                        "MUSTER_BROKER_KEYSTORE_PASSWORD",
                        TestCertificates.password()));
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
        platform.close();
    }

    @Test
    void aDeviceComesInWithItsCertificateAlone() throws Exception {
        String device = platform.newDevice();
        TestCertificates shown = TestCertificates.named(device);
        platform.register(device, "active");
        platform.issue(device, platform.certificate(device, shown.certificate()));

        Mqtt3BlockingClient client = client(device, shown).buildBlocking();
        client.connect();

        DeviceConnected event = platform.awaitHeard(device, DeviceConnected.class, said -> true);
        assertThat(event.session().protocol()).isEqualTo("mqtts");
        client.publishWith().topic(platform.topic(device, "status")).send();
        client.disconnect();
    }

    @Test
    void aCertificateThatIsNotListedIsRefused() throws Exception {
        String device = platform.newDevice();
        platform.register(device, "active");
        platform.issue(
                device,
                platform.certificate(device, TestCertificates.named(device).certificate()));

        TestCertificates forged = TestCertificates.named(device);

        assertThatThrownBy(() -> client(device, forged).buildBlocking().connect())
                .isInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void aListedCertificateDoesNotOpenAnotherDevicesSession() throws Exception {
        String device = platform.newDevice();
        String other = platform.newDevice();
        platform.activeDeviceWithToken(other);
        TestCertificates shown = TestCertificates.named(device);
        platform.register(device, "active");
        platform.issue(device, platform.certificate(device, shown.certificate()));

        assertThatThrownBy(() -> client(other, shown).buildBlocking().connect())
                .isInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void aTokenIsGoodOverTlsToo() {
        String device = platform.newDevice();
        String password = platform.activeDeviceWithToken(device);
        Mqtt3BlockingClient client = broker.client(device)
                .serverPort(broker.port("mqtts"))
                .sslConfig()
                .trustManagerFactory(InsecureTrustManagerFactory.INSTANCE)
                .hostnameVerifier((host, session) -> true)
                .applySslConfig()
                .simpleAuth()
                .username(platform.username(device))
                .password(password.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();

        client.connect();

        assertThat(client.getState().isConnected()).isTrue();
        client.disconnect();
    }

    private static Mqtt3ClientBuilder client(String clientId, TestCertificates shown) throws Exception {
        return broker.client(clientId)
                .serverPort(broker.port("mqtts"))
                .sslConfig()
                .keyManagerFactory(shown.keyManagers())
                .trustManagerFactory(InsecureTrustManagerFactory.INSTANCE)
                .hostnameVerifier((host, session) -> true)
                .applySslConfig();
    }
}
