package io.muster.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.Api.viewer;
import static io.muster.telemetry.StoredRows.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class HttpIngestComponentTest {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    private TestDevice device;

    @BeforeEach
    void register() {
        device = TestDevice.registered(Api.WORKSPACE);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void aReadingIsStoredWhenTheAnswerComes() {
        post("?channel=room/a", JSON, "{\"temperature\":23.5,\"messageId\":\"m1\"}")
                .statusCode(200)
                .body("data.received", equalTo(1))
                .body("data.stored", equalTo(1))
                .body("data.rejected.size()", equalTo(0));
        post("?channel=room/a", JSON, "{\"temperature\":23.5,\"messageId\":\"m1\"}")
                .statusCode(200)
                .body("data.stored", equalTo(0))
                .body("data.duplicates", equalTo(1));

        viewer().get("/devices/" + device.id() + "/telemetry").then().body("data.channel", contains("room/a"));
    }

    @Test
    void ofManyTheGoodAreStoredAndTheBadAreNamed() {
        post("", JSON, "[{\"a\":1}, 7, {\"a\":1e999}, {\"a\":2}]")
                .statusCode(200)
                .body("data.received", equalTo(4))
                .body("data.stored", equalTo(2))
                .body("data.rejected.index", contains(1, 2))
                .body("data.rejected.reason", contains("bad_value", "bad_value"));
        post("", LINES, "{\"a\":3}\nrubbish\n\n[{\"a\":4},{\"a\":5}]\n")
                .statusCode(200)
                .body("data.received", equalTo(3))
                .body("data.stored", equalTo(3))
                .body("data.rejected[0].index", equalTo(1))
                .body("data.rejected[0].reason", equalTo("not_json"));

        assertThat(count("telemetry", device.id())).isEqualTo(5);
        assertThat(count("rejected_message", device.id())).isEqualTo(3);
    }

    @Test
    void itemsThatAreAlikeAreAsManyReadings() {
        post("", JSON, "[{\"a\":1},{\"a\":1},{\"a\":2}]").statusCode(200).body("data.stored", equalTo(3));

        viewer().get("/devices/" + device.id() + "/telemetry").then().body("data.values.a", contains(2, 1, 1));
    }

    @Test
    void aHistoryIsReadFromATableAlsoFromOneThatWasExportedHere() {
        String old = Instant.now().minusSeconds(60 * 86_400L).toString().replaceFirst("\\..*Z", ".000Z");
        post(
                        "",
                        "text/csv",
                        "timestamp,channel,heat,note\r\n" + old + ",room,-1.5,'=cold\r\n" + old + ",,,only text\r\n")
                .statusCode(200)
                .body("data.stored", equalTo(2));
        String history = "/devices/" + device.id() + "/telemetry?from=2020-01-01T00:00:00Z";
        viewer().get(history + "&channel=room")
                .then()
                .body("data[0].timestamp", equalTo(old))
                .body("data[0].values.heat", equalTo(-1.5f))
                .body("data[0].values.note", equalTo("=cold"));
        String exported = viewer().accept("text/csv").get(history).asString();
        post("", "text/csv", exported)
                .statusCode(200)
                .body("data.stored", equalTo(0))
                .body("data.duplicates", equalTo(2));
    }

    @Test
    void aTableWithAColumnForEachKeyIsReadAsWhatItWas() {
        post(
                        "",
                        JSON,
                        "{\"a\":\"5\",\"b\":\"true\",\"c\":\"\",\"d\":\"\\\"q\\\"\",\"e\":null,\"f\":\"'=1\",\"g\":-1.50,"
                                + "\"=h\":\"=1+1\",\"i\":{\"x\":[1]},\"j\":\" plain, text\",\"timestamp\":\""
                                + Instant.now() + "\"}")
                .statusCode(200);
        String exported = viewer().accept("text/csv")
                .queryParam("keys", "a,b,c,d,e,f,g,=h,i,j,k")
                .get("/devices/" + device.id() + "/telemetry")
                .asString();

        post("", "text/csv", exported)
                .statusCode(200)
                .body("data.stored", equalTo(0))
                .body("data.duplicates", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{\"a\":",
                "application/json|''",
                "application/json|[]",
                "application/json|7",
                "application/json|{\"a\":1e999}",
                "application/json|{\"timestamp\":\"soon\",\"a\":1}",
                "application/x-ndjson|rubbish",
                "text/csv|no,time"
            })
    void whatHoldsNoReadingIsAProblem(String type, String body) {
        post("", type, body).statusCode(400).body("errors.field", contains("body"));
    }

    @Test
    void whoMayNotOrIsNotThereIsTold() {
        viewer().contentType(JSON)
                .body("{\"a\":1}")
                .post("/devices/" + device.id() + "/telemetry")
                .then()
                .statusCode(403);
        as(Api.OTHER_WORKSPACE, "admin")
                .contentType(JSON)
                .body("{\"a\":1}")
                .post("/devices/" + device.id() + "/telemetry")
                .then()
                .statusCode(404);
        post("?channel=a//b", JSON, "{\"a\":1}").statusCode(400).body("errors.field", contains("channel"));
    }

    @Test
    void bodiesMayBeCompressed() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("[{\"a\":1},{\"a\":2}]".getBytes(StandardCharsets.UTF_8));
        }

        as(Api.WORKSPACE, "operator")
                .contentType(JSON)
                .header("Content-Encoding", "gzip")
                .body(bytes.toByteArray())
                .post("/devices/" + device.id() + "/telemetry")
                .then()
                .statusCode(200)
                .body("data.stored", equalTo(2));
    }

    private ValidatableResponse post(String query, String type, String body) {
        return as(Api.WORKSPACE, "operator")
                .contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/devices/" + device.id() + "/telemetry" + query)
                .then();
    }
}
