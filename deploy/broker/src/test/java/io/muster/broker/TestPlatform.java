package io.muster.broker;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import io.muster.events.AccessEvent;
import io.muster.events.CommandsDelivered;
import io.muster.events.ConnectivityEvent;
import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.DeviceEvent;
import io.muster.events.DeviceSnapshot;
import io.muster.events.EventRecord;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jose4j.lang.JoseException;

/** Registry and provisioning, as far as the broker sees them, and one who hears what the broker announces. */
final class TestPlatform implements AutoCloseable {

    static final String WORKSPACE = "ws_test";
    private static final AtomicLong COUNTER = new AtomicLong(System.nanoTime());

    private final TestTokens tokens = new TestTokens();
    private final KafkaProducer<String, String> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new StringSerializer());
    private final HeardEvents connectivity = new HeardEvents(Topic.DEVICE_CONNECTIVITY);
    private final HeardEvents deliveries = new HeardEvents(Topic.COMMAND_DELIVERIES);
    private final HeardEvents access = new HeardEvents(Topic.DEVICE_ACCESS);

    TestPlatform() throws IOException, JoseException {}

    static String newDevice() {
        return "dev_" + Long.toString(COUNTER.incrementAndGet(), 32);
    }

    static String newCredential() {
        return "crd_" + COUNTER.incrementAndGet();
    }

    static String username(String device) {
        return WORKSPACE + "_" + device;
    }

    static String topic(String device, String rest) {
        return WORKSPACE + "/devices/" + device + "/" + rest;
    }

    URI jwksUrl() {
        return tokens.jwksUrl();
    }

    /** Provisioning goes away; its keys cannot be read any more. */
    void stopJwks() {
        tokens.close();
    }

    /** Registers an active device and gives it a token. */
    String activeDeviceWithToken(String device) {
        register(device, "active");
        String credential = newCredential();
        issue(device, TestCredentials.token(device, credential));
        return jwt(device, credential);
    }

    String jwt(String device, String credential) {
        return tokens.sign(device, credential);
    }

    void register(String device, String status) {
        publish(new DeviceEvent.DeviceRegistered(COUNTER.incrementAndGet(), snapshot(device, status)));
    }

    void delete(String device) {
        publish(new DeviceEvent.DeviceDeleted(COUNTER.incrementAndGet(), false, snapshot(device, "active")));
    }

    void changeStatus(String device, String status) {
        publish(new DeviceEvent.DeviceStatusChanged(COUNTER.incrementAndGet(), "active", snapshot(device, status)));
    }

    void issue(String device, Credential... credentials) {
        publish(new CredentialEvent.CredentialsIssued(
                COUNTER.incrementAndGet(), WORKSPACE, device, List.of(credentials)));
    }

    /** Returns the revision of the event. */
    long revokeAll(String device) {
        long revision = COUNTER.incrementAndGet();
        publish(new CredentialEvent.CredentialsRevoked(revision, WORKSPACE, device, List.of()));
        return revision;
    }

    /** These replace all that were listed before; returns the revision of the event. */
    long rotate(String device, Credential... credentials) {
        long revision = COUNTER.incrementAndGet();
        publish(new CredentialEvent.CredentialsRotated(revision, WORKSPACE, device, List.of(credentials)));
        return revision;
    }

    /** Waits for an announcement about the device. */
    <E extends ConnectivityEvent> E awaitHeard(String device, Class<E> kind) {
        return awaitHeard(device, kind, said -> true);
    }

    /** Waits for such an announcement about the device. */
    <E extends ConnectivityEvent> E awaitHeard(String device, Class<E> kind, Predicate<E> wanted) {
        return connectivity.await(device, kind, wanted);
    }

    /** What was announced about the device up to now. */
    List<LifecycleEvent> heardOf(String device) {
        return connectivity.about(device);
    }

    /** Waits until the last announcement about the device is such a one. */
    void awaitLast(String device, Predicate<LifecycleEvent> wanted) {
        connectivity.awaitLast(device, wanted);
    }

    /** Waits for what the broker says about the device's credentials. */
    <E extends AccessEvent> E awaitAccess(String device, Class<E> kind, Predicate<E> wanted) {
        return access.await(device, kind, wanted);
    }

    /** Waits until the broker has told that this command was acknowledged; gives all that it has told up to then. */
    Set<String> awaitDelivered(String broker, String command) {
        Set<String> told = new HashSet<>();
        deliveries.await(broker, CommandsDelivered.class, event -> {
            event.deliveries().forEach(delivery -> told.add(delivery.device() + " " + delivery.commandId()));
            return told.stream().anyMatch(one -> one.endsWith(" " + command));
        });
        return told;
    }

    /** Says it in the place of whoever would. */
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
        connectivity.close();
        deliveries.close();
        access.close();
        tokens.close();
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
