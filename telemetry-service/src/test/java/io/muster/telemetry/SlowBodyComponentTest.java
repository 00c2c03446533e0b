package io.muster.telemetry;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

import io.muster.kit.testing.Metrics;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** Bodies that come slowly, or never whole, cost those who send them and nobody else. */
@QuarkusTest
@TestProfile(SlowBodyComponentTest.FewThreads.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class SlowBodyComponentTest {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";
    private static final int PER_CALLER = 20;
    private static final int STREAMS_PER_CALLER = 2;

    public static class FewThreads implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.thread-pool.max-threads",
                    "10",
                    "muster.ingest.bodies.per-caller",
                    String.valueOf(PER_CALLER),
                    "muster.ingest.bodies.time",
                    "15s",
                    "muster.ingest.lines.per-caller",
                    String.valueOf(STREAMS_PER_CALLER));
        }
    }

    @TestHTTPResource("/")
    URI root;

    @TestHTTPResource(value = "metrics", management = true)
    URI management;

    private final List<Socket> slow = new ArrayList<>();
    private TestDevice device;

    @BeforeEach
    void register() {
        device = TestDevice.registered(Api.WORKSPACE);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : slow) {
            socket.close();
        }
        device.close();
    }

    @Test
    void whoSendsSlowlyHoldsUpNobodyElseAndHasSoManyBodiesOnTheirWay() throws IOException {
        for (int i = 0; i < PER_CALLER; i++) {
            slowly("operator", JSON);
        }
        awaitOnTheirWay("whole", PER_CALLER);

        post(device.token(), JSON).statusCode(200).body("data.stored", equalTo(1));
        post(TestTokens.token(Api.WORKSPACE, "operator"), JSON)
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("type", endsWith("too-many-bodies"));

        for (Socket socket : slow) {
            socket.getOutputStream().write("\"n\":1}".getBytes(StandardCharsets.UTF_8));
            assertThat(statusLine(socket)).contains("200");
        }
        post(TestTokens.token(Api.WORKSPACE, "operator"), JSON).statusCode(200);
        assertThat(count("telemetry", device.id())).isEqualTo(PER_CALLER + 2L);
    }

    @Test
    void aBodyMayTakeOnlySoLongToCome() throws IOException {
        Socket socket = slowly("operator", JSON);

        assertThat(statusLine(socket)).contains("408");

        assertThat(count("telemetry", device.id())).isZero();
    }

    @Test
    void ofTheStreamsThatAreReadAtOnceACallerHasOnlySoMany() throws IOException {
        for (int i = 0; i < STREAMS_PER_CALLER; i++) {
            slowly("operator", LINES);
        }
        awaitOnTheirWay("lines", STREAMS_PER_CALLER);

        post(TestTokens.token(Api.WORKSPACE, "operator"), LINES).statusCode(429).header("Retry-After", notNullValue());
        post(device.token(), LINES).statusCode(200);
    }

    private void awaitOnTheirWay(String kind, int count) {
        eventually()
                .ignoreExceptionsInstanceOf(NoSuchElementException.class)
                .until(() -> new Metrics(management).value("muster_bodies{kind=\"" + kind) == count);
    }

    private ValidatableResponse post(String token, String type) {
        return RestAssured.given()
                .auth()
                .oauth2(token)
                .contentType(type)
                .body("{\"n\":1}".getBytes(StandardCharsets.UTF_8))
                .post("/devices/" + device.id() + "/telemetry")
                .then();
    }

    /** Sends the first byte of a body of seven. */
    private Socket slowly(String role, String type) throws IOException {
        Socket socket = new Socket(root.getHost(), root.getPort());
        slow.add(socket);
        socket.getOutputStream()
                .write(("POST /devices/" + device.id()
                                + "/telemetry HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + TestTokens.token(Api.WORKSPACE, role) + "\r\nContent-Type: " + type
                                + "\r\nContent-Length: 7\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String statusLine(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }
}
