package io.muster.telemetry;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

/** Readings as lines, in one request of any length; here no two requests are read at once. */
@QuarkusTest
@TestProfile(NdjsonComponentTest.OneAtOnce.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class NdjsonComponentTest {

    private static final String LINES = "application/x-ndjson";
    private static final int MANY = 200_000;

    public static class OneAtOnce implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.ingest.lines.at-once", "1",
                    "muster.ingest.lines.patience", "100ms",
                    "muster.ingest.bodies.held", "256K",
                    "muster.ingest.bodies.patience", "100ms");
        }
    }

    @TestHTTPResource("/")
    URI root;

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
    void moreLinesThanAnArrayMayHaveItemsAreStored() {
        StringBuilder lines = new StringBuilder();
        IntStream.range(0, MANY).forEach(n -> lines.append("{\"n\":").append(n).append("}\n"));

        post(lines.toString())
                .statusCode(200)
                .body("data.received", equalTo(MANY))
                .body("data.stored", equalTo(MANY))
                .body("data.refused", equalTo(0));

        assertThat(count("telemetry", device.id())).isEqualTo(MANY);
    }

    @Test
    void linesAreStoredWhileOthersAreStillToCome() throws IOException {
        try (PipedInputStream body = new PipedInputStream();
                PipedOutputStream caller = new PipedOutputStream(body)) {
            CompletableFuture<HttpResponse<String>> answer = send(body);
            caller.write("{\"n\":1}\n".repeat(1500).getBytes(StandardCharsets.UTF_8));
            caller.flush();
            eventually().until(() -> count("telemetry", device.id()) == 1000);
            assertThat(answer).isNotDone();
            post("{\"n\":2}").statusCode(503).body("type", endsWith("intake-busy"));

            caller.write("{\"n\":1}\n".repeat(500).getBytes(StandardCharsets.UTF_8));
            caller.close();

            assertThat(JsonPath.from(answer.join().body()).getInt("data.stored"))
                    .isEqualTo(2000);
            post("{\"n\":2}").statusCode(200);
        }
    }

    @Test
    void ofVeryManyBadLinesAllAreCountedAndTheFirstAreNamedByTheirPlace() {
        post("{\"n\":1}\n".repeat(1200) + "rubbish\n" + "{}\n".repeat(10_500))
                .statusCode(200)
                .body("data.received", equalTo(11_701))
                .body("data.stored", equalTo(1200))
                .body("data.refused", equalTo(10_501))
                .body("data.rejected.size()", equalTo(10_000))
                .body("data.rejected[0].index", equalTo(1200))
                .body("data.rejected[0].reason", equalTo("not_json"))
                .body("data.rejected[1].index", equalTo(1201));
    }

    @Test
    void aLineIsNoLongerThanAPayload() {
        post("{\"n\":1}\n{\"a\":\"" + "x".repeat(1_000_000) + "\"}\n\n  \r\n{\"n\":2}")
                .statusCode(200)
                .body("data.received", equalTo(3))
                .body("data.stored", equalTo(2))
                .body("data.rejected.index", contains(1))
                .body("data.rejected.reason", contains("too_large"));
    }

    @Test
    void aBodyWithoutALineIsAProblem() {
        post("").statusCode(400).body("errors.field", contains("body"));
        post("\n \n").statusCode(400).body("errors.field", contains("body"));
    }

    private ValidatableResponse post(String lines) {
        return as(Api.WORKSPACE, "operator")
                .contentType(LINES)
                .body(lines.getBytes(StandardCharsets.UTF_8))
                .post("/devices/" + device.id() + "/telemetry")
                .then();
    }

    private CompletableFuture<HttpResponse<String>> send(PipedInputStream body) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve("devices/" + device.id() + "/telemetry"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + TestTokens.token(Api.WORKSPACE, "operator"))
                .header("Content-Type", LINES)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
