package io.muster.telemetry;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.IntStream;

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
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
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
    void aHistoryIsReadPageByPage() {
        try (TestDevice device = withReadings()) {
            String history = "/devices/" + device.id() + "/telemetry?limit=3&order=";

            for (String order : new String[] {"asc", "desc"}) {
                String cursor = viewer().get(history + order)
                        .then()
                        .body("data.size()", equalTo(3))
                        .body("pagination.limit", equalTo(3))
                        .extract()
                        .path("pagination.nextCursor");
                viewer().get(history + order + "&cursor=" + cursor)
                        .then()
                        .body("data.values.value", contains(order.equals("asc") ? 3 : 0))
                        .body("pagination", not(hasKey("nextCursor")));
            }
        }
    }

    @Test
    void onlyTheValuesThatAreAskedForAreGiven() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish("telemetry/a", "{\"heat\":1,\"cold\":2}");
            device.publish("telemetry/b", "{\"wet\":3}");
            eventually().until(() -> count("telemetry", device.id()) == 2);

            viewer().get("/devices/" + device.id() + "/telemetry?keys=heat,dry")
                    .then()
                    .body("data.values", contains(Map.of("heat", 1)));
        }
    }

    @Test
    void aHistoryIsATableWithAColumnForEachKey() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish(
                    "telemetry/a", "{\"n\":-1.5,\"note\":\"=1+1\",\"timestamp\":\"" + at(0) + "\",\"messageId\":7}");
            device.publish("telemetry/a", "{\"n\":2,\"at\":{\"x\":1},\"timestamp\":\"" + at(1) + "\"}");
            eventually().until(() -> count("telemetry", device.id()) == 2);
            String history = "/devices/" + device.id() + "/telemetry?order=asc";

            String[] wide = text("text/csv", history + "&keys=n,note").split("\r\n");
            assertThat(wide[0]).isEqualTo("timestamp,receivedAt,channel,unit,messageId,n,note");
            assertThat(wide[1]).startsWith(at(0) + ",").endsWith(",a,,7,-1.5,'=1+1");
            assertThat(wide[2]).startsWith(at(1) + ",").endsWith(",a,,,2,");
            assertThat(text("text/csv", history).split("\r\n")[2])
                    .endsWith(",a,,,\"{\"\"n\"\":2,\"\"at\"\":{\"\"x\"\":1}}\"");
            String[] lines = text("application/x-ndjson", history).split("\n");
            assertThat(lines).hasSize(2);
            assertThat(lines[0]).contains("\"channel\":\"a\"", "\"n\":-1.5");
        }
    }

    @Test
    void aPageOfLargeReadingsEndsEarlyAndAnExportDoesNot() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE)) {
            eventually()
                    .until(() -> StoredRows.number("select count(*) from known_device where id = ?", device.id()) == 1);
            StoredRows.execute(
                    "insert into telemetry (workspace, device, channel, ts, received_at, value, fingerprint)"
                            + " select ?, ?, 'a', now() - n * interval '1 s', now(),"
                            + " jsonb_build_object('n', n, 'text', repeat('x', 100000)), n from generate_series(1, 60) n",
                    Api.WORKSPACE,
                    device.id());
            String history = "/devices/" + device.id() + "/telemetry";

            String cursor = viewer().get(history + "?limit=50&keys=n")
                    .then()
                    .body(
                            "data.values.n",
                            equalTo(IntStream.rangeClosed(1, 21).boxed().toList()))
                    .extract()
                    .path("pagination.nextCursor");
            viewer().get(history + "?limit=50&keys=n&cursor=" + cursor).then().body("data[0].values.n", equalTo(22));
            assertThat(text("application/x-ndjson", history + "?keys=n").lines())
                    .hasSize(60);
        }
    }

    @Test
    void anExportHasNoEndButTheLastReading() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE)) {
            eventually()
                    .until(() -> StoredRows.number("select count(*) from known_device where id = ?", device.id()) == 1);
            StoredRows.execute(
                    "insert into telemetry (workspace, device, channel, ts, received_at, value, fingerprint)"
                            + " select ?, ?, 'a', now() - n * interval '1 s', now(), '{\"n\":1}', n"
                            + " from generate_series(1, 2500) n",
                    Api.WORKSPACE,
                    device.id());

            String history = "/devices/" + device.id() + "/telemetry?limit=1";
            assertThat(text("text/csv", history).split("\r\n")).hasSize(2501);
            assertThat(text("application/x-ndjson", history).split("\n", -1)).hasSize(2501);
        }
    }

    @Test
    void whatIsKeptOfADeletedDeviceCanBeReadInEachForm() {
        try (TestDevice device = withReadings()) {
            device.isDeleted(false);
            eventually()
                    .until(() ->
                            StoredRows.number("select count(*) from known_device where id = ? and deleted", device.id())
                                    == 1);

            String history = "/devices/" + device.id() + "/telemetry";
            viewer().get(history).then().statusCode(200).body("data.size()", equalTo(4));
            assertThat(text("text/csv", history).split("\r\n")).hasSize(5);
            assertThat(text("application/x-ndjson", history).split("\n")).hasSize(4);
            viewer().get(history + "/aggregate?fn=count&bucket=1d")
                    .then()
                    .statusCode(200)
                    .body("data.size()", greaterThan(0));
            viewer().get("/devices/" + device.id() + "/stats")
                    .then()
                    .statusCode(200)
                    .body("data.messagesReceived", greaterThan(0));
            viewer().get("/devices/" + device.id() + "/health")
                    .then()
                    .statusCode(200)
                    .body("data.status", equalTo("healthy"));
        }
    }

    @Test
    void anExportOfNothingIsAHeader() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE)) {
            String history = "/devices/" + device.id() + "/telemetry";

            assertThat(text("text/csv", history)).isEqualTo("timestamp,receivedAt,channel,unit,messageId,values\r\n");
            assertThat(text("application/x-ndjson", history)).isEmpty();
            as(Api.OTHER_WORKSPACE, "admin")
                    .accept("text/csv")
                    .get(history)
                    .then()
                    .statusCode(404);
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

    private static String text(String type, String path) {
        return viewer().accept(type)
                .get(path)
                .then()
                .statusCode(200)
                .contentType(type)
                .extract()
                .asString();
    }

    private static String at(int minute) {
        return EventJson.format(START.plus(minute, ChronoUnit.MINUTES));
    }
}
