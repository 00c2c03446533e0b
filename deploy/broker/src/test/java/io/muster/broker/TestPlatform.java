package io.muster.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.sun.net.httpserver.HttpServer;
import io.muster.events.ConnectivityEvent;
import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.events.DeviceEvent;
import io.muster.events.DeviceSnapshot;
import io.muster.events.EventJson;
import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Registry and provisioning, as far as the broker sees them, and one who hears what the broker announces. */
final class TestPlatform implements AutoCloseable {

    static final String WORKSPACE = "ws_test";
    static final byte[] SECRET_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final AtomicLong COUNTER = new AtomicLong(System.nanoTime());

    private final EllipticCurveJsonWebKey key;
    private final HttpServer jwks;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConnectivityEvent> heard = new ArrayList<>();

    TestPlatform() throws IOException, JoseException {
        key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("key-" + UUID.randomUUID());
        jwks = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        byte[] body = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
        jwks.createContext("/.well-known/jwks.json", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        jwks.start();
        Map<String, Object> kafka = Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "acks", "all");
        producer = new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topic.DEVICE_CONNECTIVITY.topicName()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    URI jwksUrl() {
        return URI.create("http://127.0.0.1:" + jwks.getAddress().getPort() + "/.well-known/jwks.json");
    }

    /** Provisioning goes away; its keys cannot be read any more. */
    void stopJwks() {
        jwks.stop(0);
    }

    String newDevice() {
        return "dev_" + Long.toString(COUNTER.incrementAndGet(), 32);
    }

    String username(String device) {
        return WORKSPACE + "_" + device;
    }

    String topic(String device, String rest) {
        return WORKSPACE + "/devices/" + device + "/" + rest;
    }

    /** Registers an active device and gives it a token. */
    String activeDeviceWithToken(String device) {
        register(device, "active");
        String credential = newCredential();
        issue(device, token(device, credential));
        return jwt(device, credential);
    }

    String newCredential() {
        return "crd_" + COUNTER.incrementAndGet();
    }

    void register(String device, String status) {
        publish(new DeviceEvent.DeviceRegistered(COUNTER.incrementAndGet(), snapshot(device, status)));
    }

    void changeStatus(String device, String status) {
        publish(new DeviceEvent.DeviceStatusChanged(COUNTER.incrementAndGet(), "active", snapshot(device, status)));
    }

    void delete(String device) {
        publish(new DeviceEvent.DeviceDeleted(COUNTER.incrementAndGet(), true, snapshot(device, "active")));
    }

    void issue(String device, Credential... credentials) {
        publish(new CredentialEvent.CredentialsIssued(
                COUNTER.incrementAndGet(), WORKSPACE, device, List.of(credentials)));
    }

    void revokeAll(String device) {
        publish(new CredentialEvent.CredentialsRevoked(COUNTER.incrementAndGet(), WORKSPACE, device, List.of()));
    }

    Credential token(String device, String id) {
        return credential(device, id, Kind.TOKEN, id, username(device), null);
    }

    Credential tokenUntil(String device, String id, Instant expiresAt) {
        return credential(device, id, Kind.TOKEN, id, username(device), expiresAt);
    }

    Credential secret(String device, String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET_KEY, "HmacSHA256"));
        String digest = HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
        return credential(device, newCredential(), Kind.SECRET, "hmac-sha256:" + digest, username(device), null);
    }

    Credential certificate(String device, X509Certificate certificate) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        String verifier = "x509-sha256:" + HexFormat.of().formatHex(digest);
        return credential(device, newCredential(), Kind.CERTIFICATE, verifier, null, null);
    }

    String jwt(String device, String credential) {
        try {
            JwtClaims claims = new JwtClaims();
            claims.setIssuer("muster-provisioning");
            claims.setSubject(device);
            claims.setJwtId(credential);
            claims.setIssuedAt(NumericDate.now());
            claims.setStringClaim("workspace", WORKSPACE);
            JsonWebSignature signature = new JsonWebSignature();
            signature.setPayload(claims.toJson());
            signature.setKey(key.getPrivateKey());
            signature.setKeyIdHeaderValue(key.getKeyId());
            signature.setAlgorithmHeaderValue("ES256");
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for an announcement about the device. */
    <E extends ConnectivityEvent> E awaitHeard(String device, Class<E> kind, Predicate<E> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> heard(device).stream()
                                .filter(kind::isInstance)
                                .map(kind::cast)
                                .filter(wanted)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** All that was announced about the device until now. */
    List<ConnectivityEvent> heard(String device) {
        consumer.poll(Duration.ofMillis(50)).forEach(record -> {
            String type =
                    new String(record.headers().lastHeader(EventRecord.TYPE).value(), StandardCharsets.UTF_8);
            EventJson.read(type, record.value()).ifPresent(event -> heard.add((ConnectivityEvent) event));
        });
        return heard.stream().filter(event -> event.device().equals(device)).toList();
    }

    void publish(LifecycleEvent event) {
        EventRecord record = EventRecord.of(event, "/test", UUID.randomUUID().toString(), Instant.now());
        ProducerRecord<String, String> message = new ProducerRecord<>(record.topic(), record.key(), record.body());
        record.headers().forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message);
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
        jwks.stop(0);
    }

    static String base64SecretKey() {
        return Base64.getEncoder().encodeToString(SECRET_KEY);
    }

    private Credential credential(
            String device,
            String id,
            Kind kind,
            String verifier,
            @Nullable String username,
            @Nullable Instant expiresAt) {
        Topics topics = new Topics(
                List.of(topic(device, "commands/#"), topic(device, "shadow/delta"), topic(device, "shadow/document")),
                List.of(
                        topic(device, "telemetry/#"),
                        topic(device, "status"),
                        topic(device, "status/#"),
                        topic(device, "responses"),
                        topic(device, "shadow/reported"),
                        topic(device, "shadow/get")));
        return new Credential(
                id, kind, verifier, device, username, Instant.now().minusSeconds(300), expiresAt, topics);
    }

    private static DeviceSnapshot snapshot(String device, String status) {
        return new DeviceSnapshot(
                device,
                WORKSPACE,
                "my-" + device,
                "gps_tracker",
                "Tracker",
                null,
                status,
                true,
                Map.of(),
                List.of(),
                Map.of(),
                Instant.now(),
                Instant.now());
    }
}
