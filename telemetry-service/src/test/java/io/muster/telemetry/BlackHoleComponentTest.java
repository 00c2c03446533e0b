package io.muster.telemetry;

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

/** A Postgres whose machine is gone says nothing, not even that its connections are closed. */
@QuarkusTest
@TestProfile(BlackHoleComponentTest.ThroughAProxy.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class BlackHoleComponentTest {

    private static final Proxy POSTGRES = Proxy.to("TELEMETRY_DB_URL");

    public static class ThroughAProxy implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.datasource.bounded.reactive.url",
                    "postgresql://127.0.0.1:" + POSTGRES.port() + "/telemetry",
                    "quarkus.datasource.bounded.reactive.idle-timeout",
                    "1s",
                    "muster.query.timeout",
                    "1s",
                    "muster.query.grace",
                    "1s");
        }
    }

    @Test
    void writersGiveConnectionsUpThatHaveGoneSilentAndStoreOverNewOnes() {
        try (TestDevice device = TestDevice.registered(Api.WORKSPACE).connect()) {
            device.publish("telemetry/a", "{\"n\":1}");
            eventually().until(() -> count("telemetry", device.id()) == 1);

            POSTGRES.swallow();
            device.publish("telemetry/a", "{\"n\":2}");

            eventually().until(() -> count("telemetry", device.id()) == 2);
        }
    }
}
