package io.muster.telemetry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import io.muster.kit.testing.Metrics;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;

/** What waits in the service while nothing can be stored has a bound in bytes, and what is beyond it is not lost. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class RoomComponentTest {

    private static final long ROOM_BYTES = 32 << 20;
    private static final int ROOM_MESSAGES = 20_000;
    private static final String LARGE = "x".repeat(100_000);

    @TestHTTPResource(value = "metrics", management = true)
    URI management;

    private Metrics metrics;

    private TestDevice device;

    @BeforeEach
    void connect() {
        metrics = new Metrics(management);
        device = TestDevice.registered(Api.WORKSPACE).connect();
        device.publish("telemetry/first", "{\"value\":0}");
        eventually().until(() -> count("telemetry", device.id()) == 1);
    }

    @AfterEach
    void disconnect() {
        device.close();
    }

    @Test
    void largeMessagesWaitInTheBrokerAndAreStoredOnceEach() throws SQLException {
        int more = (int) (ROOM_BYTES / LARGE.length()) + 50;
        try (Connection locked = StoredRows.lock("telemetry")) {
            publish(more, MqttQos.AT_LEAST_ONCE, i -> "{\"messageId\":\"l" + i + "\",\"value\":\"" + i + LARGE + "\"}");
            eventually().until(() -> metrics.value("muster_intake_waiting_bytes") > ROOM_BYTES - 2L * LARGE.length());

            assertThat(metrics.value("muster_intake_waiting_bytes")).isLessThanOrEqualTo(ROOM_BYTES);
            locked.rollback();
        }

        eventually().until(() -> count("telemetry", device.id()) == more + 1);
        assertThat(number("select count(distinct message_id) from telemetry where device = ?", device.id()))
                .isEqualTo(more);
        eventually().until(() -> metrics.value("muster_intake_waiting_messages") == 0);
    }

    @Test
    void messagesWithoutAcknowledgementAreDroppedAndCountedAndHoldUpNoOther() throws SQLException {
        double before = metrics.value("muster_intake_dropped_total{channel=\"telemetry\"");
        try (Connection locked = StoredRows.lock("telemetry")) {
            publish(ROOM_MESSAGES, MqttQos.AT_MOST_ONCE, i -> "{\"value\":" + i + "}");
            eventually()
                    .until(() -> metrics.value("muster_intake_dropped_total{channel=\"telemetry\"") - before
                            >= ROOM_MESSAGES * 0.4);

            assertThat(metrics.value("muster_intake_waiting_messages")).isLessThanOrEqualTo(ROOM_MESSAGES / 2.0);
            device.publish("telemetry/sure", "{\"value\":1}");
            locked.rollback();
        }

        eventually()
                .until(() -> number("select count(*) from telemetry where device = ? and channel = 'sure'", device.id())
                        == 1);
    }

    /** Returns when all is sent, and acknowledged where it asks for it. */
    private void publish(int count, MqttQos qos, IntFunction<String> payload) {
        CompletableFuture<?>[] sent = IntStream.range(0, count)
                .mapToObj(i -> device.client()
                        .publishWith()
                        .topic(device.topic("telemetry/room"))
                        .qos(qos)
                        .payload(payload.apply(i).getBytes(StandardCharsets.UTF_8))
                        .send())
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sent).join();
    }
}
