package io.muster.telemetry;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Whatever takes too long is refused. */
@QuarkusTest
@TestProfile(QueryTimeoutComponentTest.Impatient.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class QueryTimeoutComponentTest {

    public static class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("muster.query.timeout", "300ms");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/telemetry", "/telemetry/latest", "/telemetry/aggregate?fn=p95&bucket=1m", "/stats", "/health"})
    @Timeout(60)
    void aQueryThatTakesTooLongIsAProblem(String query) throws SQLException {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE);
                Connection telemetry = StoredRows.lock("telemetry, latest, traffic, device_health")) {
            Api.viewer()
                    .get("/devices/" + device.id() + query)
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:muster:problem:query-timeout"))
                    .body("detail", containsString("300 ms"));
            telemetry.rollback();
        }
    }
}
