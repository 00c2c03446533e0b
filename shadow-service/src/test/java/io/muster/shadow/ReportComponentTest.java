package io.muster.shadow;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.WORKSPACE;
import static io.muster.shadow.Callers.as;
import static io.muster.shadow.Callers.desire;
import static io.muster.shadow.Callers.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class ReportComponentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestDevice device;

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE);
    }

    @AfterEach
    void theDeviceGoes() {
        device.close();
    }

    @Test
    void aConditionalReportCountsOnlyForItsVersion() {
        desire(device.id(), Map.of("interval", 10));
        device.connect();

        device.publish("shadow/reported", "{\"state\":{\"a\":1},\"version\":7}");
        device.publish("shadow/reported", "{\"state\":{\"b\":1},\"version\":1}");
        device.publish("shadow/reported", "{\"state\":{\"c\":1}}");

        awaitVersion(3);
        Map<String, Object> reported = read(device.id()).jsonPath().getMap("data.reported");
        assertThat(reported).containsOnlyKeys("b", "state", "lastUpdated");
    }

    @Test
    void whatADeviceRejectsIsShownAndNotAskedForAgainUntilSomethingElseIsDesired() {
        desire(device.id(), Map.of("interval", 10, "mode", "eco"));
        device.connect().subscribe("shadow/delta");
        device.awaitMessage(0);

        device.publish("shadow/reported", "{\"rejected\":{\"mode\":\"not in winter\"}}");

        awaitVersion(2);
        read(device.id())
                .then()
                .body("data.rejected", is(Map.of("mode", "not in winter")))
                .body("data.delta", is(Map.of("interval", 10)))
                .body("data.reported", anEmptyMap());
        desire(device.id(), Map.of("mode", "boost"))
                .then()
                .body("data.rejected", anEmptyMap())
                .body("data.delta", is(Map.of("interval", 10, "mode", "boost")));
    }

    @Test
    void whateverTheReasonItIsANo() {
        desire(device.id(), Map.of("a", 1, "b", 1, "c", 1));
        device.connect();

        device.publish(
                "shadow/reported",
                "{\"rejected\":{\"a\":404,\"b\":{\"code\":1},\"c\":\"%s\"}}".formatted("long ".repeat(100)));

        awaitVersion(2);
        read(device.id())
                .then()
                .body("data.rejected.a", is("404"))
                .body("data.rejected.b", is("{\"code\":1}"))
                .body("data.rejected.c.length()", is(256))
                .body("data.delta", anEmptyMap())
                .body("data.reported", anEmptyMap());
    }

    @Test
    void aBrokenEnvelopeIsNoReport() {
        device.connect();

        device.publish("shadow/reported", "{\"state\":{\"a\":1},\"version\":\"seven\"}");
        device.publish("shadow/reported", "{\"rejected\":{\"a\":\"no\"},\"timestamp\":[]}");
        device.publish("shadow/reported", "{\"b\":1}");

        awaitVersion(1);
        Map<String, Object> reported = read(device.id()).jsonPath().getMap("data.reported");
        assertThat(reported).containsOnlyKeys("b", "lastUpdated");
    }

    @Test
    void aKeyThatIsCalledRejectedIsReportedInAnEnvelope() {
        device.connect();

        device.publish("shadow/reported", "{\"state\":{\"rejected\":{\"a\":\"b\"},\"state\":1},\"rejected\":{}}");

        awaitVersion(1);
        read(device.id())
                .then()
                .body("data.reported.rejected", is(Map.of("a", "b")))
                .body("data.reported.state", is(1))
                .body("data.rejected", anEmptyMap());
    }

    @Test
    void reportsThatCarryTheirTimeSettleInAnyOrder() {
        device.connect();

        device.publish("shadow/reported", "{\"state\":{\"a\":2,\"b\":null},\"timestamp\":\"2026-01-19T12:00:00Z\"}");
        device.publish("shadow/reported", "{\"state\":{\"a\":1,\"b\":1,\"c\":1},\"timestamp\":1768780800000}");

        awaitVersion(2);
        read(device.id())
                .then()
                .body("data.reported.a", is(2))
                .body("data.reported.b", nullValue())
                .body("data.reported.c", is(1))
                .body("data.metadata.reported.c.timestamp", is("2026-01-19T00:00:00.000Z"));
    }

    @Test
    void aDeviceThatSpeaksOfAnOldVersionIsToldTheNewOne() {
        desire(device.id(), Map.of("interval", 10));
        device.connect().subscribe("shadow/delta");
        device.awaitMessage(0);
        device.publish("shadow/reported", "{\"battery\":80}");
        awaitVersion(2);

        device.publish("shadow/reported", "{\"state\":{\"interval\":10},\"version\":1}");

        JsonPath delta = new JsonPath(device.awaitMessage(1));
        assertThat(delta.getInt("version")).isEqualTo(2);
        assertThat(delta.getMap("state")).isEqualTo(Map.of("interval", 10));
    }

    @Test
    void theDeviceAndPeopleWhoSpeakAtTheSameTimeLoseNothing() {
        int words = 20;
        device.connect();

        IntStream.range(0, 2 * words).parallel().forEach(n -> {
            if (n % 2 == 0) {
                desire(device.id(), Map.of("key" + n, n)).then().statusCode(200);
            } else {
                device.publish("shadow/reported", "{\"key" + n + "\":" + n + "}");
            }
        });

        awaitVersion(2 * words);
        JsonPath document = read(device.id()).jsonPath();
        assertThat(document.<String, Object>getMap("data.delta")).hasSize(words);
        assertThat(document.<String, Object>getMap("data.reported")).hasSize(words + 1);
        assertThat(as("viewer")
                        .get("/devices/{id}/shadow?version=" + (2 * words), device.id())
                        .jsonPath()
                        .getMap("data.desired"))
                .isEqualTo(document.getMap("data.desired"));
    }

    @Test
    void whatCannotBeTakenIsLeftOutAndTheNextIsTaken() {
        device.connect();

        device.publish("shadow/reported", "{\"broken\":");
        device.publish("shadow/reported", "[1]");
        device.publish("shadow/reported", "{\"a\":\"x\\u0000\"}");
        device.publish("shadow/reported", "{\"lastUpdated\":1}");
        device.publish("shadow/reported", "{\"a\":\"" + "x".repeat(33_000) + "\"}");
        device.publish("shadow/reported", "{\"good\":1}");

        awaitVersion(1);
        assertThat(read(device.id()).jsonPath().<String, Object>getMap("data.reported"))
                .containsOnlyKeys("good", "lastUpdated");
    }

    private void awaitVersion(int version) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> read(device.id()).jsonPath().getInt("data.version") == version);
    }
}
