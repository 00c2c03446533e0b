package io.muster.provisioning;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

import javax.net.ssl.KeyManagerFactory;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.muster.kit.testing.Admittance;
import io.muster.kit.testing.RealServers;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.restassured.response.Response;
import org.awaitility.Awaitility;

/** A device at the broker, with what provisioning gave it. */
final class TestConnection {

    private static final char[] NO_PASSWORD = {};

    private final Mqtt5BlockingClient mqtt;

    private TestConnection(Mqtt5BlockingClient mqtt) {
        this.mqtt = mqtt;
    }

    /** With the token or secret of this answer; not connected yet. */
    static TestConnection with(Response provisioned) {
        return with(
                provisioned.<String>path("data.clientId"),
                provisioned.<String>path("data.username"),
                provisioned.<String>path("data.password"));
    }

    static TestConnection with(String clientId, String username, String password) {
        URI broker = URI.create(RealServers.value("MQTT_URL"));
        return new TestConnection(MqttClient.builder()
                .useMqttVersion5()
                .identifier(clientId)
                .serverHost(broker.getHost())
                .serverPort(broker.getPort())
                .simpleAuth()
                .username(username)
                .password(password.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking());
    }

    /** With the certificate of this answer. */
    static TestConnection withCertificate(Response provisioned, PrivateKey key) throws Exception {
        URI broker = URI.create(RealServers.value("MQTTS_URL"));
        return new TestConnection(MqttClient.builder()
                .useMqttVersion5()
                .identifier(provisioned.<String>path("data.clientId"))
                .serverHost(broker.getHost())
                .serverPort(broker.getPort())
                .sslConfig(MqttClientSslConfig.builder()
                        .keyManagerFactory(keys(certificate(provisioned.path("data.certificate")), key))
                        .trustManagerFactory(InsecureTrustManagerFactory.INSTANCE)
                        .hostnameVerifier((host, session) -> true)
                        .build())
                .buildBlocking());
    }

    /** Of one that is to get in. */
    TestConnection connect() {
        Admittance.await(mqtt::connect);
        return this;
    }

    /** Of one that is to be refused. */
    void tryToConnect() {
        mqtt.connect();
    }

    boolean isConnected() {
        return mqtt.getState().isConnected();
    }

    void awaitPutOut() {
        Awaitility.await().until(() -> !isConnected());
    }

    void publish(String topic) {
        mqtt.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload("{\"temperature\":23.5}".getBytes(StandardCharsets.UTF_8))
                .send();
    }

    void subscribe(String filter) {
        mqtt.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    void disconnect() {
        mqtt.disconnect();
    }

    static X509Certificate certificate(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private static KeyManagerFactory keys(X509Certificate certificate, PrivateKey key) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("device", key, NO_PASSWORD, new Certificate[] {certificate});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }
}
