package io.muster.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.Api.viewer;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class IngestComponentTest {

    private static final String REASONS =
            "select count(*) from rejected_message where device = ? and reason = ? and workspace = '" + Api.WORKSPACE
                    + "'";

    private TestDevice device;

    @BeforeEach
    void connect() {
        device = TestDevice.registered(Api.WORKSPACE).connect();
    }

    @AfterEach
    void disconnect() {
        device.close();
    }

    @Test
    void whatADeviceSaysIsStoredAndCanBeRead() {
        device.publish("telemetry/room/a", "{\"temperature\":23.5,\"at\":{\"lat\":1.25}}");

        eventually().untilAsserted(() -> viewer().get("/devices/" + device.id() + "/telemetry")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(1))
                .body("data[0].channel", equalTo("room/a"))
                .body("data[0].values", equalTo(Map.of("temperature", 23.5f, "at", Map.of("lat", 1.25f)))));
        assertThat(number(
                        "select count(*) from telemetry where device = ? and workspace = ? and channel = 'room/a'"
                                + " and value = '{\"temperature\":23.5,\"at\":{\"lat\":1.25}}' and ts > now() - interval '1 minute'",
                        device.id(),
                        Api.WORKSPACE))
                .isEqualTo(1);
    }

    @Test
    void whatComesWithoutAskingForAnAcknowledgementIsStored() {
        for (int i = 0; i < 100; i++) {
            device.client()
                    .publishWith()
                    .topic(device.topic(i % 2 == 0 ? "telemetry/a" : "status"))
                    .qos(MqttQos.AT_MOST_ONCE)
                    .payload(("{\"batteryLevel\":" + i + "}").getBytes(StandardCharsets.UTF_8))
                    .send()
                    .join();
        }
        device.publish("telemetry/end", "{\"value\":9}");

        eventually().until(() -> count("telemetry", device.id()) == 101);
        assertThat(count("rejected_message", device.id())).isZero();
    }

    @Test
    void theSameMessageIdIsStoredOnce() {
        device.publish("telemetry/a", "{\"value\":1,\"messageId\":\"m1\"}");
        device.publish("telemetry/a", "{\"value\":1,\"messageId\":\"m1\"}");
        device.publish("telemetry/a", "[{\"value\":2,\"messageId\":\"m2\"},{\"value\":3,\"messageId\":\"m2\"}]");
        device.publish(
                "telemetry/a",
                "{\"value\":1,\"timestamp\":\"" + Instant.now().minusSeconds(86_400) + "\",\"messageId\":\"m1\"}");
        device.publish("telemetry/end", "{\"value\":9}");

        awaitChannel("end");
        assertThat(count("telemetry", device.id())).isEqualTo(3);
        assertThat(count("message_id", device.id())).isEqualTo(2);
    }

    @Test
    void theSameReadingOfTheSameTimeIsStoredOnceAndOneWithoutATimeEachTime() {
        String now = "\"" + Instant.now() + "\"";
        device.publish("telemetry/a", "{\"value\":1,\"timestamp\":" + now + "}");
        device.publish("telemetry/a", "{\"value\":1,\"timestamp\":" + now + "}");
        device.publish("telemetry/a", "{\"value\":2,\"timestamp\":" + now + "}");
        device.publish("telemetry/b", "{\"value\":1}");
        device.publish("telemetry/b", "{\"value\":1}");
        device.publish("telemetry/end", "{\"value\":9}");

        awaitChannel("end");
        assertThat(number("select count(*) from telemetry where device = ? and channel = 'a'", device.id()))
                .isEqualTo(2);
        assertThat(number("select count(*) from telemetry where device = ? and channel = 'b'", device.id()))
                .isEqualTo(2);
    }

    @Test
    void poisonBetweenGoodMessagesIsRejectedWithAReasonAndStopsNothing() {
        device.publish("telemetry/a", "{\"value\":1}");
        device.publish("telemetry/a", "temperature=3");
        device.publish("telemetry/a", "");
        device.publish("telemetry/a", "{\"value\":1e999}");
        device.publish("telemetry/a", "{\"value\":\"\\u0000\"}");
        device.publish("telemetry/a", "[" + "{\"value\":1},".repeat(1000) + "{\"value\":1}]");
        device.publish("status", "tired");
        device.publish("telemetry/a", "{\"value\":2}");
        device.publish("status", "online");

        awaitChannel("status");
        eventually().until(() -> count("telemetry", device.id()) == 3 && count("rejected_message", device.id()) == 6);
        assertThat(number(REASONS, device.id(), "not_json")).isEqualTo(3);
        assertThat(number(REASONS, device.id(), "bad_value")).isEqualTo(2);
        assertThat(number(REASONS, device.id(), "too_large")).isEqualTo(1);
        assertThat(number(
                        "select count(*) from rejected_message where device = ? and head = 'temperature=3'::bytea"
                                + " and topic = ?",
                        device.id(),
                        device.topic("telemetry/a")))
                .isEqualTo(1);
    }

    @Test
    void healthIsStoredAsTheStatusChannel() {
        device.publish("status/online", "{\"batteryLevel\":87}");
        device.publish("status", "offline");

        eventually().untilAsserted(() -> viewer().get("/devices/" + device.id() + "/telemetry?channel=status")
                .then()
                .body("data.size()", equalTo(2))
                .body("data[1].values", equalTo(Map.of("batteryLevel", 87, "status", "online")))
                .body("data[0].values", equalTo(Map.of("status", "offline"))));
    }

    @Test
    void aTimeThatCannotBeBelievedIsReplacedAndKept() {
        device.publish("telemetry/a", "{\"value\":1,\"timestamp\":0}");

        eventually().untilAsserted(() -> viewer().get("/devices/" + device.id() + "/telemetry")
                .then()
                .body("data[0].claimedTimestamp", equalTo("1970-01-01T00:00:00.000Z")));
    }

    @Test
    void anOldDayHasAPartitionAsSoonAsItIsNeeded() {
        Instant old = Instant.now().minusSeconds(29 * 86_400L);
        device.publish("telemetry/a", "{\"value\":1,\"timestamp\":\"" + old + "\"}");

        eventually()
                .until(() -> number(
                                "select count(*) from telemetry where device = ? and ts < now() - interval '28 days'",
                                device.id())
                        == 1);
    }

    @Test
    void aSuspendedDeviceIsRejectedAndADeletedOneLeavesNothing() {
        device.publish("telemetry/a", "{\"value\":1,\"messageId\":1}");
        awaitChannel("a");
        // As when the message was on its way already: a suspended device's session is closed by the broker.
        StoredRows.execute("update known_device set status = 'suspended' where id = ?", device.id());

        device.publish("telemetry/a", "{\"value\":2}");

        eventually().until(() -> number(REASONS, device.id(), "suspended") == 1);
        assertThat(count("telemetry", device.id())).isEqualTo(1);
        device.isDeleted(true);
        eventually().until(() -> count("telemetry", device.id()) == 0);
        for (String table :
                new String[] {"latest", "message_id", "rejected_message", "early_message", "device_state"}) {
            eventually().until(() -> count(table, device.id()) == 0);
        }
    }

    @Test
    void messagesOfADeviceThatIsNotKnownYetWaitForNewsOfIt() {
        eventually().until(() -> StoredRows.execute("delete from known_device where id = ?", device.id()) == 1);

        device.publish("telemetry/a", "{\"value\":1}");
        device.publish("telemetry/a", "poison");

        eventually().until(() -> count("early_message", device.id()) == 2);
        device.becomes("active");
        eventually().until(() -> count("telemetry", device.id()) == 1 && count("rejected_message", device.id()) == 1);
        assertThat(count("early_message", device.id())).isZero();
        assertThat(number(REASONS, device.id(), "not_json")).isEqualTo(1);
    }

    @Test
    void messagesThatWaitedForTooLongAreRejected() {
        eventually().until(() -> StoredRows.execute("delete from known_device where id = ?", device.id()) == 1);
        device.publish("telemetry/a", "{\"value\":1}");
        eventually().until(() -> count("early_message", device.id()) == 1);

        StoredRows.execute(
                "update early_message set received_at = received_at - interval '11 minutes' where device = ?",
                device.id());

        eventually().until(() -> number(REASONS, device.id(), "unknown_device") == 1);
        assertThat(count("early_message", device.id())).isZero();
    }

    private void awaitChannel(String channel) {
        eventually()
                .until(() ->
                        number("select count(*) from latest where device = ? and channel = ?", device.id(), channel)
                                == 1);
    }
}
