package io.muster.telemetry;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.muster.events.EventJson;
import io.muster.kit.testing.CommittedOpenApi;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.Api.viewer;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class TelemetryResourceComponentTest {

    private static final Instant START = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);

    @Test
    void historyIsNewestFirstWithinItsBounds() {
        try (TestDevice device = withReadings()) {
            String history = "/devices/" + device.deviceId() + "/telemetry";

            viewer().get(history).then().body("data.values.value", contains(3, 2, 1, 0));
            viewer().get(history + "?limit=2").then().body("data.values.value", contains(3, 2));
            viewer().get(history + "?channel=odd").then().body("data.values.value", contains(3, 1));
            viewer().get(history + "?from=" + at(1) + "&to=" + at(2))
                    .then()
                    .body("data.values.value", contains(2, 1))
                    .body("data[0].timestamp", equalTo(at(2)))
                    .body("data[0].unit", equalTo("bar"))
                    .body("data[0].messageId", equalTo("m2"))
                    .body("data[0]", not(hasKey("claimedTimestamp")));
            viewer().get(history + "?to=" + START.toEpochMilli())
                    .then()
                    .body("data.values.value", contains(0))
                    .body("data[0].receivedAt.length()", equalTo(24));
            viewer().get(history + "?from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")
                    .then()
                    .statusCode(200)
                    .body("data.size()", equalTo(0));
        }
    }

    @Test
    void latestIsTheNewestByTheDevicesTime() {
        try (TestDevice device = withReadings()) {
            viewer().get("/devices/" + device.id() + "/telemetry/latest")
                    .then()
                    .statusCode(200)
                    .body("data.keySet()", contains("even", "odd"))
                    .body("data.even.values.value", equalTo(2))
                    .body("data.even.unit", equalTo("bar"))
                    .body("data.odd.timestamp", equalTo(at(3)));
        }
    }

    @Test
    void aWorkspaceIsAWall() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE)) {
            viewer().get("/devices/" + device.id() + "/telemetry").then().statusCode(200);

            for (String path : new String[] {"telemetry", "telemetry/latest"}) {
                for (String name : new String[] {device.id(), device.deviceId()}) {
                    as(Api.OTHER_WORKSPACE, "admin")
                            .get("/devices/" + name + "/" + path)
                            .then()
                            .statusCode(404)
                            .body("type", equalTo("urn:muster:problem:device-not-found"));
                }
            }
        }
    }

    @Test
    void onlyCallersWithARoleMayRead() {
        for (String path : new String[] {"telemetry", "telemetry/latest"}) {
            RestAssured.get("/devices/x/" + path).then().statusCode(401);
            as(Api.WORKSPACE, "guest").get("/devices/x/" + path).then().statusCode(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday",
        "to, tomorrow",
        "from, 99999999999999",
        "limit, 0",
        "limit, 1001",
        "limit, many",
        "channel, a//b"
    })
    void aWrongParameterIsNamed(String parameter, String value) {
        viewer().queryParam(parameter, value)
                .queryParam(parameter.equals("from") ? "to" : "x", "2026-01-01T00:00:00Z")
                .get("/devices/any/telemetry")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", contains(parameter));
    }

    @Test
    void theCommittedDescriptionIsNotStale() throws IOException {
        CommittedOpenApi.isNotStale();
    }

    /** Four readings, a minute between them, the newest of each channel said first. */
    private static TestDevice withReadings() {
        TestDevice device = TestDevice.registered(Api.WORKSPACE).connect();
        for (int i = 3; i >= 0; i--) {
            device.publish(
                    "telemetry/" + (i % 2 == 0 ? "even" : "odd"),
                    "{\"value\":" + i + ",\"unit\":\"bar\",\"messageId\":\"m" + i + "\",\"timestamp\":\"" + at(i)
                            + "\"}");
        }
        eventually().until(() -> count("telemetry", device.id()) == 4);
        return device;
    }

    private static String at(int minute) {
        return EventJson.format(START.plus(minute, ChronoUnit.MINUTES));
    }
}
