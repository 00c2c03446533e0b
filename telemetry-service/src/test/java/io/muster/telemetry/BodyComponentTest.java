package io.muster.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

/** Bodies that are looked at whole: what may be in memory of them has a bound, and one that is not in order changes nothing. */
@QuarkusTest
@TestProfile(NdjsonComponentTest.OneAtOnce.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class BodyComponentTest {

    private static final String JSON = "application/json";
    private static final String TABLE = "text/csv";
    private static final int SEVERAL_PORTIONS = 3000;

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
    void anArrayOfSeveralPortionsIsStoredInItsOrder() {
        post(JSON, array(SEVERAL_PORTIONS)).statusCode(200).body("data.stored", equalTo(SEVERAL_PORTIONS));

        assertThat(number(
                        "select count(*) from (select (value->>'n')::int - row_number() over (order by received_at) as off"
                                + " from telemetry where device = ?) as numbered where off <> -1",
                        device.id()))
                .isZero();
    }

    @Test
    void anArrayThatBreaksOffChangesNothing() {
        String whole = array(SEVERAL_PORTIONS);

        post(JSON, whole.substring(0, whole.length() - 3)).statusCode(400).body("errors.field[0]", equalTo("body"));

        assertThat(count("telemetry", device.id())).isZero();
    }

    @Test
    void anArrayOfTooManyItemsChangesNothingHoweverSmallItWasSent() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(("[" + "1,".repeat(30_000) + "1]").getBytes(StandardCharsets.UTF_8));
        }

        as(Api.WORKSPACE, "operator")
                .contentType(JSON)
                .header("Content-Encoding", "gzip")
                .body(bytes.toByteArray())
                .post(path())
                .then()
                .statusCode(400)
                .body("errors.message[0]", containsString("10000"));
        assertThat(count("rejected_message", device.id())).isZero();
    }

    @Test
    void aTableThatIsNoneAtItsEndChangesNothing() {
        String rows = IntStream.range(0, SEVERAL_PORTIONS)
                .mapToObj(n -> "2026-01-02T03:04:05Z," + n + "\n")
                .collect(Collectors.joining());

        post(TABLE, "timestamp,n\n" + rows + "\"x\"y,1\n").statusCode(400);

        assertThat(count("telemetry", device.id())).isZero();
        assertThat(count("rejected_message", device.id())).isZero();
    }

    @Test
    void aTableHasOnlySoManyColumns() {
        post(TABLE, "timestamp" + ",x".repeat(2000) + "\n1").statusCode(400);
        post(TABLE, "timestamp,n\n" + ",".repeat(200_000)).statusCode(400);
    }

    @Test
    void whatBodiesHoldInMemoryHasABound() throws IOException {
        try (PipedInputStream body = new PipedInputStream();
                PipedOutputStream caller = new PipedOutputStream(body)) {
            CompletableFuture<HttpResponse<String>> answer = send(body);
            caller.write(("[{\"text\":\"" + "x".repeat(200_000)).getBytes(StandardCharsets.UTF_8));
            caller.flush();

            eventually()
                    .untilAsserted(() -> post(JSON, "{\"n\":1}").statusCode(503).body("type", endsWith("intake-busy")));
            caller.write("\"},{\"n\":2}]".getBytes(StandardCharsets.UTF_8));
            caller.close();

            assertThat(answer.join().statusCode()).isEqualTo(200);
            post(JSON, "{\"n\":3}").statusCode(200);
        }
    }

    private static String array(int items) {
        return IntStream.range(0, items).mapToObj(n -> "{\"n\":" + n + "}").collect(Collectors.joining(",", "[", "]"));
    }

    private String path() {
        return "/devices/" + device.id() + "/telemetry";
    }

    private ValidatableResponse post(String type, String body) {
        return as(Api.WORKSPACE, "operator")
                .contentType(type)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path())
                .then();
    }

    private CompletableFuture<HttpResponse<String>> send(PipedInputStream body) {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path()))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + TestTokens.token(Api.WORKSPACE, "operator"))
                .header("Content-Type", JSON)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> body))
                .build();
        return HttpClient.newHttpClient().sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
