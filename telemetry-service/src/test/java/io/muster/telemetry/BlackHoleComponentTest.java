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
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static io.muster.telemetry.StoredRows.number;

/** A Postgres whose machine is gone says nothing, not even that its connections are closed. */
@QuarkusTest
@TestProfile(BlackHoleComponentTest.ThroughAProxy.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class BlackHoleComponentTest {

    private static final String WAITING =
            "select count(*) from pg_locks where relation = 'telemetry_hour'::regclass and mode = 'RowExclusiveLock'"
                    + " and not granted";

    public static class ThroughAProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Proxy postgres = Proxy.to("TELEMETRY_DB_URL");
            return Map.of(
                    "quarkus.datasource.bounded.reactive.url",
                    "postgresql://127.0.0.1:" + postgres.port() + "/telemetry",
                    "quarkus.datasource.bounded.reactive.idle-timeout",
                    "1s",
                    "muster.query.timeout",
                    "5s",
                    "muster.query.grace",
                    "1s");
        }
    }

    @Test
    void aBatchWhoseConnectionFallsSilentIsStoredOverANewOne() throws SQLException {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish("telemetry/a", "{\"n\":1}");
            eventually().until(() -> count("telemetry", device.id()) == 1);

            try (Connection locked = StoredRows.lock("telemetry_hour")) {
                device.publish("telemetry/a", "{\"n\":2}");
                eventually().until(() -> number(WAITING) > 0);
                Proxy.swallow();
                locked.rollback();
            }

            eventually().until(() -> count("telemetry", device.id()) == 2);
        }
    }
}
