package io.muster.kit.mqtt;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.mqtt.ReceivingMqttMessageMetadata;
import io.vertx.core.Vertx;
import io.vertx.mqtt.messages.impl.MqttPublishMessageImpl;
import io.vertx.mutiny.mqtt.messages.MqttPublishMessage;
import io.vertx.pgclient.PgException;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IntakeTest {

    private static final int ROOM = 10;
    private static final Settings SMALL = new Settings(4, new MemorySize(java.math.BigInteger.valueOf(1 << 20)), ROOM);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final Shelf shelf = new Shelf();
    private final AtomicInteger renewals = new AtomicInteger();
    private final Room room = new Room(SMALL);
    private final Intake intake = intake(SMALL, room);

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aMessageIsAcknowledgedOnceItIsStored() {
        shelf.away = true;
        say("a");
        Awaitility.await().until(() -> shelf.tries.get() > 2);
        assertThat(acknowledged).isEmpty();

        shelf.away = false;

        Awaitility.await().until(() -> acknowledged.contains("a"));
        assertThat(shelf.kept).containsExactly("a");
        assertThat(meters.get("muster.intake.retries").counter().count()).isPositive();
    }

    @Test
    void noMoreIsTakenThanThereIsRoomFor() {
        shelf.away = true;

        for (int i = 0; i < 10 * ROOM; i++) {
            say("m" + i);
        }

        assertThat(room.messages()).isEqualTo(ROOM);
        assertThat(renewals).hasValue(0);
    }

    @Test
    void theRoomIsMeasuredInBytesToo() {
        Settings settings = new Settings(4, new MemorySize(java.math.BigInteger.valueOf(100_000)), 1_000);
        Room narrow = new Room(settings);
        Intake intake = intake(settings, narrow);
        shelf.away = true;

        for (int i = 0; i < 20; i++) {
            intake.take(message("x".repeat(30_000), MqttQoS.AT_LEAST_ONCE));
        }

        assertThat(narrow.messages()).isEqualTo(3);
        assertThat(narrow.bytes()).isBetween(90_000L, 100_000L);
    }

    @Test
    void whatFoundNoRoomIsAskedForAgainWhenAllElseIsStored() {
        shelf.away = true;
        for (int i = 0; i < ROOM + 5; i++) {
            say("m" + i);
        }
        shelf.away = false;

        Awaitility.await().until(() -> renewals.get() == 1);
        assertThat(shelf.kept).hasSize(ROOM);
        assertThat(acknowledged).hasSize(ROOM);

        reconnect();
        for (int i = ROOM; i < ROOM + 5; i++) {
            say("m" + i);
        }
        Awaitility.await().until(() -> acknowledged.size() == ROOM + 5);
        assertThat(shelf.kept).hasSize(ROOM + 5).doesNotHaveDuplicates();
        assertThat(renewals).hasValue(1);
    }

    @Test
    void whatFitsAgainIsNotTakenBeforeWhatDidNotFit() {
        shelf.away = true;
        for (int i = 0; i < ROOM + 1; i++) {
            say("m" + i);
        }
        shelf.away = false;
        Awaitility.await().until(() -> room.messages() == 0);

        say("later");

        assertThat(room.messages()).isZero();
    }

    @Test
    void qosZeroIsDroppedAndCountedAndLeavesRoomForTheRest() {
        shelf.away = true;

        for (int i = 0; i < 10 * ROOM; i++) {
            intake.take(message("q" + i, MqttQoS.AT_MOST_ONCE));
        }
        for (int i = 0; i < ROOM / 2; i++) {
            say("m" + i);
        }
        shelf.away = false;

        Awaitility.await().until(() -> acknowledged.size() == ROOM / 2);
        assertThat(meters.get("muster.intake.dropped").counter().count()).isEqualTo(10 * ROOM - ROOM / 2);
        assertThat(renewals).hasValue(0);
    }

    @Test
    void whatWaitedForAConnectionThatIsGoneIsLetGo() {
        shelf.away = true;
        for (int i = 0; i < ROOM - 1; i++) {
            say("m" + i);
        }
        intake.take(message("zero", MqttQoS.AT_MOST_ONCE));

        reconnect();
        // Those in the hands of the writer go with its next try.
        assertThat(room.messages()).isLessThanOrEqualTo(SMALL.batchSize() + 1);
        shelf.away = false;

        Awaitility.await().until(() -> room.messages() == 0);
        assertThat(shelf.kept).doesNotContain("m8").doesNotHaveDuplicates();
    }

    @Test
    void aMessageThatCannotBeStoredIsRefusedAloneAndStopsNoOther() {
        shelf.poison = Set.of("m2", "m6");

        for (int i = 0; i < ROOM; i++) {
            say("m" + i);
        }

        Awaitility.await().until(() -> acknowledged.size() == ROOM);
        assertThat(shelf.refused).containsExactlyInAnyOrder("m2", "m6");
        assertThat(shelf.kept).containsExactly("m0", "m1", "m3", "m4", "m5", "m7", "m8", "m9");
        assertThat(room.messages()).isZero();
    }

    @Test
    void aMessageThatCannotEvenBeRefusedStopsNoOther() {
        shelf.poison = Set.of("m0");
        shelf.refuses = false;

        say("m0");
        say("m1");

        Awaitility.await().until(() -> acknowledged.size() == 2);
        assertThat(shelf.kept).containsExactly("m1");
    }

    private Intake intake(Settings settings, Room room) {
        return new Intake(
                vertx,
                settings,
                shelf,
                room,
                IntakeMeters.of(meters, "test"),
                new MessageTraces("test", false),
                this::renew);
    }

    private void renew(BooleanSupplier wanted) {
        if (wanted.getAsBoolean()) {
            renewals.incrementAndGet();
        }
    }

    private void reconnect() {
        intake.disconnected();
        intake.connected();
    }

    private void say(String text) {
        intake.take(message(text, MqttQoS.AT_LEAST_ONCE));
    }

    private Message<byte[]> message(String text, MqttQoS qos) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        MqttPublishMessageImpl publish = new MqttPublishMessageImpl(
                1, qos, false, false, "topic", Unpooled.wrappedBuffer(payload), MqttProperties.NO_PROPERTIES);
        publish.setAckCallback(() -> acknowledged.add(text));
        return Message.of(
                payload, Metadata.of(new ReceivingMqttMessageMetadata(MqttPublishMessage.newInstance(publish))));
    }

    /** Keeps texts in memory; refuses a batch with poison in it as Postgres would. */
    private static final class Shelf implements MessageStore {
        private final Queue<String> kept = new ConcurrentLinkedQueue<>();
        private final Set<String> refused = ConcurrentHashMap.newKeySet();
        private final AtomicInteger tries = new AtomicInteger();
        private volatile boolean away;
        private volatile boolean refuses = true;
        private volatile Set<String> poison = Set.of();

        @Override
        public Uni<Void> store(List<DeviceMessage> messages) {
            tries.incrementAndGet();
            if (away) {
                return Uni.createFrom().failure(new IllegalStateException("away"));
            }
            List<String> texts = new ArrayList<>();
            for (DeviceMessage message : messages) {
                texts.add(text(message));
            }
            if (texts.stream().anyMatch(poison::contains)) {
                return Uni.createFrom().failure(fault());
            }
            kept.addAll(texts);
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Void> refuse(DeviceMessage message) {
            if (!refuses) {
                return Uni.createFrom().failure(fault());
            }
            refused.add(text(message));
            return Uni.createFrom().voidItem();
        }

        private static String text(DeviceMessage message) {
            return new String(message.payload(), StandardCharsets.UTF_8);
        }

        private static PgException fault() {
            return new PgException("index row size exceeds maximum", "ERROR", "54000", null);
        }
    }

    private record Settings(int batchSize, MemorySize roomBytes, int roomMessages) implements IntakeSettings {

        @Override
        public MemorySize batchBytes() {
            return roomBytes;
        }

        @Override
        public int writers() {
            return 1;
        }

        @Override
        public Duration retryDelay() {
            return Duration.ofMillis(2);
        }

        @Override
        public Duration longestRetryDelay() {
            return Duration.ofMillis(10);
        }
    }
}
