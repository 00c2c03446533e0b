package io.muster.telemetry;

import java.time.Instant;
import java.util.List;

import io.muster.kit.paging.Cursor;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.Api.viewer;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** How a device is doing: its statistics, its health and what it said in vain. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class MonitoringComponentTest {

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
    void everyMessageIsCounted() {
        device.publish("telemetry/a", "{\"value\":1,\"messageId\":\"m1\"}");
        device.publish("telemetry/a", "{\"value\":1,\"messageId\":\"m1\"}");
        device.publish("telemetry/a", "[{\"value\":1},{\"value\":2}]");
        device.publish("telemetry/a", "poison");

        eventually().untilAsserted(() -> viewer().get(path("stats?period=1h"))
                .then()
                .statusCode(200)
                .body("data.messagesReceived", equalTo(4))
                .body("data.dataVolume", equalTo(28 + 28 + 25 + 6))
                .body("data.averageMessageSize", equalTo(22))
                .body("data.errorRate", equalTo(25))
                .body("data.rejected", equalTo(1))
                .body("data.duplicates", equalTo(1))
                .body("data.gaps", equalTo(0))
                .body("data.batteryTrend", nullValue()));
    }

    @Test
    void theBatterysTrendIsTheSlopeOfItsValues() {
        Instant now = Instant.now();
        for (int hour = 0; hour < 4; hour++) {
            device.publish(
                    "status",
                    "{\"batteryLevel\":" + (80 + hour * 0.5) + ",\"timestamp\":\"" + now.minusSeconds(hour * 3600L)
                            + "\"}");
        }
        device.publish("status", "{\"batteryLevel\":80.25,\"timestamp\":\"" + now.minusSeconds(1800) + "\"}");

        eventually().untilAsserted(() -> {
            viewer().get(path("stats?period=1h")).then().body("data.batteryTrend", equalTo(-0.5f));
            viewer().get(path("stats?period=7d")).then().body("data.batteryTrend", equalTo(-0.5f));
            viewer().get(path("stats")).then().body("data.messagesReceived", equalTo(5));
        });
        viewer().get(path("stats?period=2h")).then().statusCode(400).body("errors.field", contains("period"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1h", "24h", "7d", "30d"})
    void aShortRunHasTheSameTrendInEveryPeriodWhateverElseCallsItselfABattery(String period) {
        Instant start = Instant.now().minusSeconds(1800);
        for (int i = 0; i < 10; i++) {
            String time = "\"timestamp\":\"" + start.plusSeconds(180L * i) + "\"}";
            device.publish("telemetry/a", "{\"battery\":" + (90 - i) + "," + time);
            if (i < 5) {
                device.publish("telemetry/spare", "{\"battery\":" + (10 + 9 * i) + "," + time);
            }
        }
        device.publish("telemetry/a", "{\"battery\":400,\"timestamp\":\"" + start.plusSeconds(90) + "\"}");

        eventually().until(() -> count("telemetry", device.id()) == 16);
        eventually().untilAsserted(() -> {
            Number trend = viewer().get(path("stats?period=" + period)).path("data.batteryTrend");
            assertThat(trend.floatValue()).isBetween(-20.5f, -19.5f);
        });
    }

    @Test
    void aSilentDeviceHasEmptyStatisticsAndUnknownHealth() {
        viewer().get(path("stats?period=30d"))
                .then()
                .statusCode(200)
                .body("data.messagesReceived", equalTo(0))
                .body("data.averageMessageSize", nullValue())
                .body("data.averageInterval", nullValue());
        viewer().get(path("health"))
                .then()
                .statusCode(200)
                .body("data.status", equalTo("unknown"))
                .body("data.uptime", nullValue())
                .body("data.diagnostics.cpuUsage", nullValue());
    }

    @Test
    void whatWasRejectedIsListedByDeviceAndReason() {
        device.publish("telemetry/a", "{\"value\":");
        eventually().until(() -> count("rejected_message", device.id()) == 1);
        device.publish("telemetry/a", "[7]");
        eventually().until(() -> count("rejected_message", device.id()) == 2);
        String rejected = "/telemetry/rejected?device=" + device.deviceId();

        viewer().get(rejected)
                .then()
                .statusCode(200)
                .body("data.reason", contains("bad_value", "not_json"))
                .body("data[1].head", equalTo("{\"value\":"))
                .body("data[1].topic", equalTo(device.topic("telemetry/a")))
                .body("data[1].device", equalTo(device.id()))
                .body("pagination", not(hasKey("nextCursor")));
        viewer().get(rejected + "&reason=not_json").then().body("data.size()", equalTo(1));
        String cursor = viewer().get(rejected + "&limit=1").then().extract().path("pagination.nextCursor");
        viewer().get(rejected + "&limit=1&cursor=" + cursor).then().body("data.reason", contains("not_json"));
        viewer().get("/telemetry/rejected?reason=bad&limit=0")
                .then()
                .statusCode(400)
                .body("errors.field", contains("reason", "limit"));
        viewer().get(rejected + "&cursor=" + new Cursor(List.of("+999999999-12-31T23:59:59Z", "1")).text())
                .then()
                .statusCode(400)
                .body("errors.field", contains("cursor"));
        as(Api.OTHER_WORKSPACE, "admin").get(rejected).then().statusCode(404);
        as(Api.OTHER_WORKSPACE, "admin")
                .get("/telemetry/rejected")
                .then()
                .body("data.findAll { it.device == '" + device.id() + "' }.size()", equalTo(0));
    }

    @Test
    void aWorkspaceIsAWallAndOnlyCallersWithARoleGetIn() {
        for (String path : new String[] {"stats", "health"}) {
            as(Api.OTHER_WORKSPACE, "admin").get(path(path)).then().statusCode(404);
            RestAssured.get(path(path)).then().statusCode(401);
            as(Api.WORKSPACE, "guest").get(path(path)).then().statusCode(403);
        }
        RestAssured.get("/telemetry/rejected").then().statusCode(401);
        as(Api.WORKSPACE, "guest").get("/telemetry/rejected").then().statusCode(403);
    }

    @Test
    void aPurgeTakesTheStatisticsAlong() {
        device.publish("status", "{\"batteryLevel\":50}");
        eventually().until(() -> count("traffic", device.id()) == 1);
        device.isDeleted(true);

        for (String table : new String[] {"telemetry_hour", "traffic", "device_health"}) {
            eventually().until(() -> count(table, device.id()) == 0);
        }
    }

    private String path(String what) {
        return "/devices/" + device.id() + "/" + what;
    }
}
