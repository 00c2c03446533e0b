package io.muster.telemetry;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.Api.viewer;
import static io.muster.telemetry.StoredRows.count;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Bodies that are almost what they should be: nothing of them is guessed. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class MalformedBodyComponentTest {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final String TABLE = "text/csv";

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
    void aCellThatNoDoubleHoldsIsABadValueAndNoText() {
        String now = Instant.now().toString();

        post(TABLE, "timestamp,n\n" + now + ",1e999\n" + now + ",-1e999\n" + now + ",1e9999999999\n" + now + ",3\n")
                .statusCode(200)
                .body("data.stored", equalTo(1))
                .body("data.rejected.index", contains(0, 1, 2))
                .body("data.rejected.reason", contains("bad_value", "bad_value", "bad_value"));
        post(TABLE, "timestamp,values\n" + now + ",\"{\"\"n\"\":1e999}\"\n").statusCode(400);

        assertThat(count("telemetry", device.id())).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {TABLE, JSON})
    void bytesThatAreNoUtf8ChangeNothing(String type) {
        byte[] body = (type.equals(TABLE)
                        ? "timestamp,text\n2026-11-20T00:00:00Z,gr\u00fcn\n2026-11-20T00:00:01Z,red\n"
                        : "[{\"text\":\"gr\u00fcn\"},{\"text\":\"red\"}]")
                .getBytes(StandardCharsets.ISO_8859_1);

        post(type, body).statusCode(400).body("detail", equalTo("body is not UTF-8"));

        assertThat(count("telemetry", device.id())).isZero();
    }

    @Test
    void bytesThatAreNoUtf8InAnEnvelopeChangeNothing() {
        byte[] body = ("{\"device_id\":\"" + device.id() + "\",\"sequence_number\":1,\"data\":{\"text\":\"XYZ\"}}")
                .getBytes(StandardCharsets.UTF_8);
        int text = new String(body, StandardCharsets.UTF_8).indexOf("XYZ");
        // Half of a surrogate pair.
        body[text] = (byte) 0xED;
        body[text + 1] = (byte) 0xA0;
        body[text + 2] = (byte) 0x80;

        envelope(body).statusCode(400);

        assertThat(count("telemetry", device.id())).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"n\":1}] x",
                "[{\"n\":1}][{\"n\":2}]",
                "[{\"n\":1}]]",
                "[{\"n\":1}]{\"n\":2}",
                "{\"n\":1} x",
                "{\"n\":1}{\"n\":2}"
            })
    void whatStandsBehindTheJsonMakesItNone(String body) {
        post(JSON, body).statusCode(400).body("errors.field", contains("body"));

        assertThat(count("telemetry", device.id())).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {" junk", "{}", "]"})
    void whatStandsBehindAnEnvelopeMakesItNone(String behind) {
        String body = "{\"device_id\":\"" + device.id() + "\",\"data\":{\"n\":1}}" + behind;

        envelope(body.getBytes(StandardCharsets.UTF_8)).statusCode(400).body("details", equalTo("body is not JSON"));

        assertThat(count("telemetry", device.id())).isZero();
    }

    @ParameterizedTest
    @CsvSource({"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
    void otherEncodingsThanUtf8AreNotRead(String encoding) {
        Charset charset = Charset.forName(encoding);

        post(JSON, "{\"n\":1}".getBytes(charset)).statusCode(400);
        post(JSON, "[{\"n\":1}]".getBytes(charset)).statusCode(400);
        post(LINES, "{\"n\":1}\n".getBytes(charset)).statusCode(400);
        post(TABLE, "timestamp,n\n2026-11-20T00:00:00Z,1\n".getBytes(charset)).statusCode(400);
        envelope(("{\"device_id\":\"" + device.id() + "\",\"n\":1}").getBytes(charset))
                .statusCode(400);

        assertThat(count("telemetry", device.id())).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, LINES, TABLE})
    void aByteOrderMarkIsNoPartOfABody(String type) {
        String body = type.equals(TABLE) ? "timestamp,n\n" + Instant.now() + ",7\n" : "{\"n\":7}";

        post(type, "\uFEFF" + body).statusCode(200).body("data.stored", equalTo(1));
        post(type, "\uFEFF").statusCode(400);

        viewer().get("/devices/" + device.id() + "/telemetry").then().body("data.values.n", contains(7));
    }

    @Test
    void aByteOrderMarkIsNoPartOfAnArrayOrAnEnvelope() {
        String envelope = "\uFEFF{\"device_id\":\"" + device.id() + "\",\"data\":{\"n\":1}}";

        post(JSON, "\uFEFF[{\"n\":1},{\"n\":2}]").statusCode(200).body("data.stored", equalTo(2));
        envelope(envelope.getBytes(StandardCharsets.UTF_8)).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "json"})
    void anEmptyMediaTypeIsNone(String type) {
        as(Api.WORKSPACE, "operator")
                .config(RestAssuredConfig.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Content-Type", type)
                .body("{\"n\":1}".getBytes(StandardCharsets.UTF_8))
                .post(path())
                .then()
                .statusCode(415);
    }

    @Test
    void aRowHasNoMoreCellsThanTheTableHasNames() {
        String now = Instant.now().toString();

        post(TABLE, "timestamp,n\n" + now + ",1\n" + now + ",2,3\n")
                .statusCode(400)
                .body("detail", containsString("in row 2"));

        assertThat(count("telemetry", device.id())).isZero();
        post(TABLE, "timestamp,n,m\n" + now + ",1\n").statusCode(200);
    }

    @Test
    void noTwoColumnsHaveOneName() {
        post(TABLE, "timestamp,n,n\n" + Instant.now() + ",1,2\n")
                .statusCode(400)
                .body("detail", containsString("two columns"));

        assertThat(count("telemetry", device.id())).isZero();
    }

    private String path() {
        return "/devices/" + device.id() + "/telemetry";
    }

    private ValidatableResponse post(String type, String body) {
        return post(type, body.getBytes(StandardCharsets.UTF_8));
    }

    private ValidatableResponse post(String type, byte[] body) {
        return as(Api.WORKSPACE, "operator")
                .contentType(type)
                .body(body)
                .post(path())
                .then();
    }

    private static ValidatableResponse envelope(byte[] body) {
        return as(Api.WORKSPACE, "operator")
                .contentType(JSON)
                .body(body)
                .post("/api/v1/data/stream")
                .then();
    }
}
