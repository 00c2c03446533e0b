package io.muster.telemetry;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.muster.events.EventJson;
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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

/** What a device says that speaks Losant. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class LosantComponentTest {

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
    void itsStateIsAReadingLikeAnyOther() {
        Instant time = Clock.systemUTC().instant().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);

        device.publishTo(
                device.losant("state"),
                "{\"time\":{\"$date\":\"%s\"},\"data\":{\"temperature\":23.5,\"timestamp\":7}}".formatted(time));

        eventually().untilAsserted(() -> viewer().get("/devices/" + device.id() + "/telemetry")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(1))
                .body("data[0].channel", equalTo("state"))
                .body("data[0].timestamp", is(EventJson.format(time)))
                .body("data[0].values", equalTo(Map.of("temperature", 23.5f, "timestamp", 7))));
    }

    @Test
    void theTimeMayBeInMillisecondsOrMissing() {
        long time = Clock.systemUTC().instant().minusSeconds(60).toEpochMilli();

        device.publishTo(device.losant("state"), "{\"time\":{\"$date\":%d},\"data\":{\"a\":1}}".formatted(time));
        device.publishTo(device.losant("state"), "{\"data\":{\"a\":2}}");

        eventually().untilAsserted(() -> viewer().get("/devices/" + device.id() + "/telemetry")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(2))
                .body("data.find { it.values.a == 1 }.timestamp", is(EventJson.format(Instant.ofEpochMilli(time)))));
    }

    @Test
    void whatIsInNoFormThatLosantKnowsIsRejectedWithItsReason() {
        device.publishTo(device.losant("state"), "{\"temperature\":23.5}");
        device.publishTo(device.losant("state"), "{\"data\":{\"a\":1},\"time\":{\"$date\":\"soon\"}}");

        eventually().until(() -> count("rejected_message", device.id()) == 2);
    }
}
