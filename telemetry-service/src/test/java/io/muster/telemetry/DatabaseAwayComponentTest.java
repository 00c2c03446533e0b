package io.muster.telemetry;

import java.util.List;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.muster.telemetry.StoredRows.eventually;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

/** A Postgres that is frozen takes connections and says nothing, for as long as it is frozen. */
@QuarkusTest
@TestProfile(DatabaseAwayComponentTest.ThroughAProxy.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class DatabaseAwayComponentTest {

    public static class ThroughAProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            String url =
                    "postgresql://127.0.0.1:" + Proxy.to("TELEMETRY_DB_URL").port() + "/telemetry";
            return Map.of(
                    "quarkus.datasource.reactive.url",
                    url,
                    "quarkus.datasource.bounded.reactive.url",
                    url,
                    "quarkus.datasource.bounded.reactive.idle-timeout",
                    "1s",
                    "quarkus.datasource.reactive.idle-timeout",
                    "1s",
                    "muster.database.silence",
                    "5s",
                    "muster.query.timeout",
                    "1s",
                    "muster.query.grace",
                    "1s",
                    "muster.database.lookup",
                    "1s");
        }
    }

    private static final List<String> QUERIES =
            List.of("telemetry", "telemetry/latest", "telemetry/aggregate", "stats", "health");

    private TestDevice device;

    @BeforeEach
    void storeSomething() {
        device = TestDevice.registered(Api.WORKSPACE);
        eventually().untilAsserted(() -> post().then().statusCode(200));
    }

    @AfterEach
    void thaw() {
        Proxy.thaw();
        device.close();
    }

    @Test
    @Timeout(120)
    void allIsRefusedWhileNothingIsHeardOfPostgresAndAnsweredAfterwards() {
        Proxy.freeze();
        QUERIES.forEach(query -> refused(get(query)));
        refused(post());

        Proxy.thaw();
        QUERIES.forEach(
                query -> eventually().untilAsserted(() -> get(query).then().statusCode(200)));
    }

    private Response get(String query) {
        return Api.viewer().get("/devices/" + device.id() + "/" + query);
    }

    private Response post() {
        return Api.as(Api.WORKSPACE, "admin")
                .contentType(ContentType.JSON)
                .body("{\"n\":1}")
                .post("/devices/" + device.id() + "/telemetry");
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:database-away"))
                .header("Retry-After", matchesPattern("[1-9][0-9]*"));
    }
}
