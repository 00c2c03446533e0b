package io.muster.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** A compressed body is taken whole, as it was before it was compressed, or not at all. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class GzipComponentTest {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final String TABLE = "text/csv";
    private static final int TRAILER = 8;

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
    void aTableThatBreaksOffChangesNothing() throws IOException {
        byte[] whole = gzip("timestamp,n\n" + rows());

        post(TABLE, "gzip", head(whole, whole.length / 2)).statusCode(400).body("detail", equalTo("body breaks off"));
        post(TABLE, "gzip", head(whole, whole.length - TRAILER))
                .statusCode(400)
                .body("detail", equalTo("body breaks off"));

        assertThat(count("telemetry", device.id())).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, TRAILER, TRAILER + 1, TRAILER + 3})
    void anArrayWithoutItsEndChangesNothing(int missing) throws IOException {
        byte[] whole = gzip("[{\"n\":1}]");

        post(JSON, "gzip", head(whole, whole.length - missing)).statusCode(400);

        assertThat(count("telemetry", device.id())).isZero();
    }

    @Test
    void theLineInWhichABodyBreaksOffIsNotStored() throws IOException {
        byte[] whole = gzip("{\"n\":123456}\n".repeat(1500) + "{\"n\":123456789}");

        post(LINES, "gzip", head(whole, whole.length - TRAILER - 2))
                .statusCode(400)
                .body("detail", containsString("breaks off"));

        assertThat(count("telemetry", device.id())).isEqualTo(1000);
        assertThat(number("select count(*) from telemetry where device = ? and value->>'n' <> '123456'", device.id()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {JSON, LINES})
    void aBodyThatWasChangedOnItsWayChangesNothing(String type) throws IOException {
        byte[] checksum = gzip("{\"n\":1}");
        checksum[checksum.length - TRAILER] ^= 1;
        byte[] content = gzip("{\"n\":1}");
        content[12] ^= 0x55;

        post(type, "gzip", checksum).statusCode(400);
        post(type, "gzip", content).statusCode(400);
        post(type, "gzip", "{\"n\":1}".getBytes(StandardCharsets.UTF_8)).statusCode(400);

        assertThat(count("telemetry", device.id())).isZero();
    }

    @Test
    void aBodyMayHaveSeveralMembersAndNothingElseBehindThem() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(gzip("{\"n\":1}\n"));
        members.write(gzip("{\"n\":2}\n"));

        post(LINES, "gzip", members.toByteArray()).statusCode(200).body("data.stored", equalTo(2));
        post(LINES, "gzip", head(members.toByteArray(), members.size() / 2 + 5)).statusCode(400);
        members.write(1);
        post(JSON, "gzip", members.toByteArray()).statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void theDialectTakesThemToo(String coding) throws IOException {
        byte[] body = gzip("{\"device_id\":\"" + device.id() + "\",\"data\":{\"n\":1}}");

        envelope(coding, body).statusCode(200);
        envelope(coding, head(body, body.length - TRAILER)).statusCode(400).body("details", equalTo("body breaks off"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd", "snappy", "deflate", "compress", "gzip, gzip"})
    void whatElseABodyMayBePackedInIsNotUnderstood(String coding) {
        byte[] body = "{\"n\":1}".getBytes(StandardCharsets.UTF_8);

        post(JSON, coding, body).statusCode(415).body("detail", containsString("gzip"));
        post(LINES, coding, body).statusCode(415);

        assertThat(count("telemetry", device.id())).isZero();
    }

    @Test
    void theLimitOfABodyIsThatOfWhatComesOut() throws IOException {
        post(JSON, "gzip", gzip(" ".repeat(20_000_000) + "{\"n\":1}")).statusCode(413);
        post(JSON, "identity", "{\"n\":1}".getBytes(StandardCharsets.UTF_8)).statusCode(200);
    }

    private ValidatableResponse post(String type, String coding, byte[] body) {
        return as(Api.WORKSPACE, "operator")
                .contentType(type)
                .header("Content-Encoding", coding)
                .body(body)
                .post("/devices/" + device.id() + "/telemetry")
                .then();
    }

    private static ValidatableResponse envelope(String coding, byte[] body) {
        return as(Api.WORKSPACE, "operator")
                .contentType(JSON)
                .header("Content-Encoding", coding)
                .body(body)
                .post("/api/v1/data/stream")
                .then();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] head(byte[] whole, int length) {
        return Arrays.copyOf(whole, length);
    }

    private static String rows() {
        return IntStream.range(0, 2000)
                .mapToObj(n -> "2026-11-02T03:04:05Z," + n * 7919 + "\n")
                .collect(Collectors.joining());
    }
}
