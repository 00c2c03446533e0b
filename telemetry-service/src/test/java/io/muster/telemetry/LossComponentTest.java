package io.muster.telemetry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;

/** Law 3: at least once in, once stored; acknowledged only after the commit. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class LossComponentTest {

    private static final int BURST = 5000;

    @Test
    void aBurstIntoALockedTableIsStoredWholeAndOnce() throws SQLException {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish("telemetry/first", "{\"value\":0}");
            eventually().until(() -> count("telemetry", device.id()) == 1);

            try (Connection locked = StoredRows.lock("telemetry")) {
                burst(device, BURST);
                // The service holds what the broker lets out, and says nothing of it while nothing is committed.
                Awaitility.await().during(Duration.ofSeconds(2)).until(() -> rows(locked, device) == 1);
                locked.rollback();
            }

            eventually().until(() -> count("telemetry", device.id()) > BURST);
            assertThat(number("select count(distinct message_id) from telemetry where device = ?", device.id()))
                    .isEqualTo(BURST);
            assertThat(count("telemetry", device.id())).isEqualTo(BURST + 1);
            assertThat(count("rejected_message", device.id())).isZero();
        }
    }

    @Test
    void nothingIsAcknowledgedBeforeItIsCommitted() throws SQLException {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish("telemetry/first", "{\"value\":0}");
            eventually().until(() -> count("telemetry", device.id()) == 1);

            try (Connection locked = StoredRows.lock("telemetry")) {
                burst(device, 300);
                Queue<String> saidAgain = takeOverSession();
                // The broker says again to the new owner of the session what the service took and could not commit.
                eventually().until(() -> saidAgain.stream().distinct().count() >= 300);
                locked.rollback();
            }

            eventually().until(() -> count("telemetry", device.id()) > 300);
            assertThat(count("telemetry", device.id())).isEqualTo(301);
        }
    }

    @Test
    void aMessageThatPostgresRefusesIsRejectedAloneAndStopsNoOther() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish("telemetry/first", "{\"value\":0}");
            eventually().until(() -> count("telemetry", device.id()) == 1);
            StoredRows.execute("alter table telemetry add constraint poison check (channel <> 'poison') not valid");
            try {
                device.publish("telemetry/poison", "{\"value\":1}");
                burst(device, 300);

                eventually().until(() -> count("telemetry", device.id()) == 301);
                eventually().until(() -> count("rejected_message", device.id()) == 1);
                assertThat(number(
                                "select count(*) from rejected_message where device = ? and reason = 'bad_value'"
                                        + " and topic like '%/telemetry/poison'",
                                device.id()))
                        .isEqualTo(1);
            } finally {
                StoredRows.execute("alter table telemetry drop constraint poison");
            }
        }
    }

    /** Connects in the place of the service, acknowledges nothing, and lets the service come back. */
    private static Queue<String> takeOverSession() {
        Queue<String> messages = new ConcurrentLinkedQueue<>();
        URI mqtt = URI.create(RealServers.value("MQTT_URL"));
        Mqtt3AsyncClient client = MqttClient.builder()
                .useMqttVersion3()
                .identifier("telemetry-0-telemetry")
                .serverHost(mqtt.getHost())
                .serverPort(mqtt.getPort())
                .buildAsync();
        client.publishes(
                MqttGlobalPublishFilter.ALL,
                message -> messages.add(new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8)),
                true);
        client.connectWith()
                .cleanSession(false)
                .simpleAuth()
                .username("telemetry")
                .password(RealServers.value("BROKER_PASSWORD_TELEMETRY").getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send()
                .join();
        return messages;
    }

    private static long rows(Connection connection, TestDevice device) throws SQLException {
        return number(connection, "select count(*) from telemetry where device = ?", device.id());
    }

    /** Returns when the broker has acknowledged all of it. */
    private static void burst(TestDevice device, int count) {
        List<CompletableFuture<?>> acknowledged = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            acknowledged.add(device.client()
                    .publishWith()
                    .topic(device.topic("telemetry/burst"))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(("{\"value\":" + i + ",\"messageId\":\"b" + i + "\"}").getBytes(StandardCharsets.UTF_8))
                    .send());
        }
        CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new)).join();
    }
}
