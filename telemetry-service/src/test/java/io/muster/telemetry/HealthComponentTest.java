package io.muster.telemetry;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.Api.viewer;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/** How a device is, by the last word on each value. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class HealthComponentTest {

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
    void aHeartbeatIsOneWhateverTheDevicesClockSays() {
        device.publish("status", "{\"status\":\"online\",\"timestamp\":\"" + Instant.now() + "\"}");
        eventually()
                .untilAsserted(() -> viewer().get(path("health")).then().body("data.lastHeartbeat", notNullValue()));
        String first = viewer().get(path("health")).path("data.lastHeartbeat");

        device.publish(
                "status", "{\"uptime\":1,\"timestamp\":\"" + Instant.now().minusSeconds(3600) + "\"}");

        eventually()
                .untilAsserted(
                        () -> viewer().get(path("health")).then().body("data.lastHeartbeat", greaterThan(first)));
    }

    @Test
    void historyThatIsUploadedOrToldLateSaysNothingOfHowTheDeviceIsNow() {
        Instant longAgo = Instant.now().minusSeconds(20 * 86_400).truncatedTo(ChronoUnit.MILLIS);
        as(Api.WORKSPACE, "operator")
                .contentType("text/csv")
                .body("timestamp,channel,status,batteryLevel\n" + longAgo + ",status,error,3\n")
                .post("/devices/" + device.id() + "/telemetry")
                .then()
                .statusCode(200);

        viewer().get(path("health"))
                .then()
                .body("data.status", equalTo("offline"))
                .body("data.reasons.size()", equalTo(1))
                .body("data.batteryLevel", nullValue())
                .body("data.lastHeartbeat", startsWith(longAgo.toString().substring(0, 19)));

        device.publish("telemetry/a", "{\"n\":1}");
        eventually().untilAsserted(() -> viewer().get(path("health")).then().body("data.status", equalTo("healthy")));

        device.publish("status", "{\"batteryLevel\":2,\"timestamp\":\"" + longAgo.plusSeconds(60) + "\"}");
        eventually().until(() -> count("telemetry", device.id()) == 3);
        viewer().get(path("health")).then().body("data.status", equalTo("healthy"));
    }

    @Test
    void healthIsTheLastWordOnEachValue() {
        device.publish(
                "status",
                "{\"status\":\"online\",\"uptime\":259200,\"batteryLevel\":87,\"signalStrength\":78,"
                        + "\"diagnostics\":{\"memoryUsage\":64.2,\"cpuUsage\":12.5,\"storage\":45.8,\"temperature\":42}}");
        eventually().untilAsserted(() -> viewer().get(path("health"))
                .then()
                .body("data.status", equalTo("healthy"))
                .body("data.reasons.size()", equalTo(0))
                .body("data.uptime", equalTo(259200))
                .body("data.diagnostics.memoryUsage", equalTo(64.2f))
                .body("data.lastHeartbeat.length()", equalTo(24)));

        device.publish("status", "{\"batteryLevel\":4}");
        eventually().untilAsserted(() -> viewer().get(path("health"))
                .then()
                .body("data.status", equalTo("critical"))
                .body("data.reasons", contains("batteryLevel is 4, at or below 5.0"))
                .body("data.signalStrength", equalTo(78)));

        device.publish("status/offline", "");
        eventually().untilAsserted(() -> viewer().get(path("health"))
                .then()
                .body("data.status", equalTo("offline"))
                .body("data.uptime", equalTo(259200)));
    }

    @Test
    void aBatterysLevelIsOneByEachOfItsNamesIfItIsWithinAHundred() {
        for (String words : new String[] {"{\"battery\":61}", "{\"battery_level\":62}", "{\"batteryLevel\":63}"}) {
            device.publish("status", words);
            int level = Integer.parseInt(words.replaceAll("\\D", ""));
            eventually()
                    .untilAsserted(() -> viewer().get(path("health")).then().body("data.batteryLevel", equalTo(level)));
        }

        device.publish("status", "{\"battery\":-5,\"uptime\":1}");
        eventually().untilAsserted(() -> viewer().get(path("health")).then().body("data.uptime", equalTo(1)));
        viewer().get(path("health")).then().body("data.batteryLevel", equalTo(63));
    }

    private String path(String what) {
        return "/devices/" + device.id() + "/" + what;
    }
}
