package io.muster.telemetry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.Api.viewer;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What devices should not say has a stated outcome, and what comes after it is heard. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class BadInputComponentTest {

    static Stream<Arguments> badPayloads() {
        return Stream.of(
                arguments("empty", "", "not_json"),
                arguments("not JSON", "temperature=3", "not_json"),
                arguments("NaN", "{\"n\":NaN}", "not_json"),
                arguments("a number that is too large", "{\"n\":1e999}", "bad_value"),
                arguments("deep nesting", "{\"n\":" + "[".repeat(40) + "]".repeat(40) + "}", "not_json"),
                arguments("too many readings", "[" + "{\"n\":1},".repeat(1000) + "{\"n\":1}]", "too_large"),
                arguments("ten thousand keys", manyKeys(10_000), "too_large"),
                arguments("a name that no index can hold", "{\"" + letters(5_000, 'a', 'z') + "\":1}", "bad_value"),
                arguments("an array mixed with numbers", "[{\"n\":1},2]", "bad_value"),
                arguments("an empty array", "[]", "bad_value"),
                arguments("no value", "{\"timestamp\":1}", "bad_value"),
                arguments("text that cannot be stored", "{\"n\":\"\\u0000\"}", "bad_value"),
                arguments("a reading mixed with an array", "[{\"n\":1},[{\"n\":2}]]", "bad_value"),
                arguments("two documents", "{\"n\":1}{\"n\":2}", "not_json"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badPayloads")
    void whatIsNoReadingIsRejected(String name, String payload, String reason) {
        rejectedWith(payload.getBytes(StandardCharsets.UTF_8), reason);
    }

    @Test
    void wrongUtf8IsRejected() {
        rejectedWith(new byte[] {'{', '"', 'n', '"', ':', '"', (byte) 0xC3, '"', '}'}, "not_json");
    }

    @Test
    void theLongestNameIsStoredWhateverItsLetters() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish("telemetry/a", "{\"" + letters(256, 0x4e00, 0x9fff) + "\":1}");

            eventually().until(() -> count("telemetry", device.id()) == 1);
        }
    }

    /** Of which nothing repeats, so that Postgres cannot make them shorter. */
    private static String letters(int count, int first, int last) {
        return new Random(1)
                .ints(count, first, last + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void aNameThatComesTwiceInAnObjectHasItsLastValue() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish("telemetry/a", "{\"n\":1,\"n\":2}");

            eventually().untilAsserted(() -> viewer().get("/devices/" + device.id() + "/telemetry")
                    .then()
                    .body("data.values", contains(Map.of("n", 2))));
        }
    }

    @Test
    void aRetainedMessageIsAReadingLikeAnyOther() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.client()
                    .publishWith()
                    .topic(device.topic("telemetry/a"))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .retain(true)
                    .payload("{\"n\":1}".getBytes(StandardCharsets.UTF_8))
                    .send()
                    .join();
            device.publish("telemetry/a", "{\"n\":2}");

            eventually().until(() -> count("telemetry", device.id()) == 2);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"telemetry", "telemetry/", "telemetry//a", "telemetry/a/", "telemetry/a//b", "/telemetry/a"})
    void aTopicWithAnEmptyLevelEndsTheConnectionAndWhatComesAfterItIsHeard(String path) {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE)) {
            endsTheConnection(device, device.topic(path), "{\"n\":1}");
        }
    }

    @Test
    void anotherDevicesTopicEndsTheConnectionAndNothingIsStoredOfEither() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE);
                TestDevice other = TestDevice.registered(Api.WORKSPACE).connect()) {
            endsTheConnection(device, other.topic("telemetry/a"), "{\"n\":1}");

            other.publish("telemetry/a", "{\"n\":2}");
            eventually().until(() -> count("telemetry", other.id()) > 0);
            assertThat(count("telemetry", other.id())).isOne();
            assertThat(count("rejected_message", other.id())).isZero();
        }
    }

    @Test
    void aMegabyteEndsTheConnectionAndOverHttpItIsNamedAmongTheItems() {
        String megabyte = "{\"text\":\"" + "x".repeat(1 << 20) + "\"}";
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE)) {
            endsTheConnection(device, device.topic("telemetry/a"), megabyte);

            as(Api.WORKSPACE, "operator")
                    .contentType("application/json")
                    .body("[" + megabyte + ",{\"n\":1}]")
                    .post("/devices/" + device.id() + "/telemetry")
                    .then()
                    .statusCode(200)
                    .body("data.stored", equalTo(1))
                    .body("data.rejected.index", contains(0))
                    .body("data.rejected.reason", contains("too_large"));
        }
    }

    @Test
    void namesOfValuesMayBeAnyText() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish("telemetry/a", "{\"a.b\":1,\"quo\\\"te'\":2,\"\":3,\"ключ\":4}");

            eventually().untilAsserted(() -> viewer().get("/devices/" + device.id() + "/telemetry")
                    .then()
                    .body("data[0].values.'a.b'", equalTo(1))
                    .body("data[0].values.'ключ'", equalTo(4)));
            viewer().queryParam("keys", "quo\"te'")
                    .queryParam("fn", "sum")
                    .get("/devices/" + device.id() + "/telemetry/aggregate")
                    .then()
                    .statusCode(200)
                    .body("data[0].values.values()", contains(2f));
        }
    }

    @Test
    void timesOutOfBoundsAreReplacedAndKept() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish("telemetry/past", "{\"n\":1,\"timestamp\":\"1970-01-01T00:00:00Z\"}");
            device.publish("telemetry/future", "{\"n\":1,\"timestamp\":\"2262-04-12T00:00:00Z\"}");
            device.publish("telemetry/never", "{\"n\":1,\"timestamp\":99999999999999999999999}");

            eventually().until(() -> count("telemetry", device.id()) == 3);
            viewer().get("/devices/" + device.id() + "/telemetry?order=asc&from="
                            + Instant.now().minusSeconds(60))
                    .then()
                    .body("data.claimedTimestamp.collect { it.substring(0, 4) }", contains("1970", "2262", "9999"));
        }
    }

    @Test
    void numbersAtTheEdgeOfADoubleAreKeptAndStopNoSum() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish("telemetry/a", "{\"n\":1.7e308}");
            device.publish("telemetry/a", "{\"n\":1.7e308}");
            device.publish("telemetry/a", "{\"n\":4.9e-324}");
            device.publish("telemetry/a", "{\"n\":" + "9".repeat(300) + "}");
            device.publish("telemetry/a", "{\"n\":5}");

            eventually().until(() -> count("telemetry", device.id()) == 5);
            viewer().get("/devices/" + device.id() + "/telemetry/aggregate?fn=sum")
                    .then()
                    .statusCode(200)
                    .body("data[0].values.n", equalTo(5f));
        }
    }

    /** The broker ends the connection of one that does this; of what it says after it has come again nothing is lost. */
    private static void endsTheConnection(TestDevice device, String topic, String payload) {
        device.connect();

        assertThatThrownBy(() -> device.publishTo(topic, payload)).isInstanceOf(CompletionException.class);

        eventually().until(() -> !device.client().getState().isConnected());
        device.connect().publish("telemetry/good", "{\"good\":1}");
        eventually().until(() -> count("telemetry", device.id()) > 0);
        assertThat(count("telemetry", device.id())).isOne();
    }

    private static void rejectedWith(byte[] payload, String reason) {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.client()
                    .publishWith()
                    .topic(device.topic("telemetry/a"))
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(payload)
                    .send()
                    .join();
            device.publish("telemetry/a", "{\"good\":1}");

            eventually().until(() -> count("telemetry", device.id()) == 1);
            eventually().untilAsserted(() -> viewer().get("/telemetry/rejected?device=" + device.id())
                    .then()
                    .body("data.reason", contains(reason)));
        }
    }

    private static String manyKeys(int count) {
        StringBuilder object = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            object.append(i == 0 ? "" : ",").append("\"k").append(i).append("\":1");
        }
        return object.append('}').toString();
    }
}
