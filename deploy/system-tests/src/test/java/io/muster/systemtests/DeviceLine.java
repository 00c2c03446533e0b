package io.muster.systemtests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;

/** A device's connection to the broker, with whatever it was given, by topics as they are on the wire. */
final class DeviceLine implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final char[] NO_PASSWORD = {};

    private final Mqtt3AsyncClient mqtt;
    private final Queue<JsonPath> received = new ConcurrentLinkedQueue<>();

    private DeviceLine(Mqtt3AsyncClient mqtt) {
        this.mqtt = mqtt;
        // The broker may not have heard of a new device yet.
        Awaitility.await()
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(CompletionException.class)
                .untilAsserted(
                        () -> mqtt.connectWith().cleanSession(true).send().join());
    }

    static DeviceLine withPassword(String clientId, String username, String password) {
        return new DeviceLine(client(clientId, "MQTT_URL")
                .simpleAuth()
                .username(username)
                .password(password.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildAsync());
    }

    /** Over mutual TLS; the broker, too, has to prove who it is. */
    static DeviceLine withCertificate(String clientId, String certificate, String privateKey) {
        try {
            return new DeviceLine(client(clientId, "MQTTS_URL")
                    .sslConfig(MqttClientSslConfig.builder()
                            .keyManagerFactory(keys(certificate, privateKey))
                            .trustManagerFactory(brokersAuthority())
                            .build())
                    .buildAsync());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("not a certificate and its key", e);
        }
    }

    private static Mqtt3ClientBuilder client(String clientId, String address) {
        URI broker = URI.create(RunningStack.STACK.value(address));
        return MqttClient.builder()
                .useMqttVersion3()
                .identifier(clientId)
                .serverHost(broker.getHost())
                .serverPort(broker.getPort());
    }

    /** Returns when the broker has acknowledged the message. */
    void publish(String topic, String payload) {
        mqtt.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(payload.getBytes(StandardCharsets.UTF_8))
                .send()
                .join();
    }

    void subscribe(String filter) {
        mqtt.subscribeWith()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .callback(message ->
                        received.add(JsonPath.from(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8))))
                .send()
                .join();
    }

    JsonPath awaitMessage() {
        return Awaitility.await("a message").atMost(PATIENCE).until(received::poll, message -> message != null);
    }

    @Override
    public void close() {
        mqtt.disconnect().join();
    }

    private static KeyManagerFactory keys(String certificate, String privateKey)
            throws GeneralSecurityException, IOException {
        byte[] key = Base64.getMimeDecoder().decode(privateKey.replaceAll("-----[A-Z ]+-----", ""));
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "device",
                KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
                NO_PASSWORD,
                new Certificate[] {certificate(certificate)});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory;
    }

    private static TrustManagerFactory brokersAuthority() throws GeneralSecurityException, IOException {
        KeyStore store = emptyStore();
        store.setCertificateEntry(
                "authority", certificate(Files.readString(Path.of(RunningStack.STACK.value("MQTT_CA")))));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Certificate certificate(String pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
