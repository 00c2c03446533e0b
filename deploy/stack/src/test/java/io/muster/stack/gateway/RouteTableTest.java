package io.muster.stack.gateway;

import io.muster.stack.layout.ServiceName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RouteTableTest {

    private final RouteTable table = RouteTable.ofThePlatform();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    /devices,                                  REGISTRY
                    /devices/,                                 REGISTRY
                    /devices/register,                         REGISTRY
                    /devices/register/batch,                   REGISTRY
                    /devices/pump-7,                           REGISTRY
                    /devices/a%20b%C3%BC,                      REGISTRY
                    /devices/pump-7/status,                    REGISTRY
                    /devices/pump-7/connection,                REGISTRY
                    /devices/pump-7/timeline,                  REGISTRY
                    /devices/pump-7/purge,                     REGISTRY
                    /devices/bulk/status,                      REGISTRY
                    /devices/bulk/tags,                        REGISTRY
                    /device-groups,                            REGISTRY
                    /device-groups/g1,                         REGISTRY
                    /device-groups/g1/devices/pump-7,          REGISTRY
                    /device-groups/g1/telemetry/aggregate,     TELEMETRY
                    /telemetry/rejected,                       TELEMETRY
                    /telemetry/stream,                         TELEMETRY
                    /devices/pump-7/provision,                 PROVISIONING
                    /devices/pump-7/credentials,               PROVISIONING
                    /devices/pump-7/credentials/rotate,        PROVISIONING
                    /devices/pump-7/access-log,                PROVISIONING
                    /provisioning-tokens,                      PROVISIONING
                    /provisioning-tokens/t1,                   PROVISIONING
                    /serials,                                  PROVISIONING
                    /register,                                 PROVISIONING
                    /api/v1/device/register,                   PROVISIONING
                    /api/v1/device/token/refresh,              PROVISIONING
                    /devicecontrol/deviceCredentials,          PROVISIONING
                    /devicecontrol/newDeviceRequests/4711,     PROVISIONING
                    /.well-known/jwks.json,                    PROVISIONING
                    /.well-known/est/simpleenroll,             PROVISIONING
                    /devices/pump-7/telemetry,                 TELEMETRY
                    /devices/pump-7/telemetry/latest,          TELEMETRY
                    /devices/pump-7/stats,                     TELEMETRY
                    /devices/pump-7/health,                    TELEMETRY
                    /api/v1/device/status,                     TELEMETRY
                    /api/v1/data/stream,                       TELEMETRY
                    /api/v1/data/batch,                        TELEMETRY
                    /devices/pump-7/commands,                  COMMAND
                    /devices/pump-7/commands/c1,               COMMAND
                    /devices/bulk/commands,                    COMMAND
                    /device-groups/g1/commands,                COMMAND
                    /commands,                                 COMMAND
                    /commands/b1,                              COMMAND
                    /rollouts/r1/pause,                        COMMAND
                    /devices/pump-7/shadow,                    SHADOW
                    /devices/pump-7/shadow/delta,              SHADOW
                    /api/v1/device/config,                     SHADOW
                    /api/v1/device/config/ack,                 SHADOW
                    """)
    void everyPathGoesToItsService(String path, ServiceName service) {
        assertThat(table.find(path)).contains(service);
    }

    @ParameterizedTest
    @CsvSource({
        "/",
        "/device",
        "/devicesx",
        "/api/v1/device",
        "/api/v2/device/register",
        "/q/health",
        "/registers",
        "/mqtt/authenticate"
    })
    void whatIsInNoRowGoesNowhere(String path) {
        assertThat(table.find(path)).isEmpty();
    }

    @Test
    void aNameInBracesIsExactlyOneSegment() {
        Route route = Route.of("/devices/{id}/stats", ServiceName.TELEMETRY);
        assertThat(route.matches("/devices/stats")).isFalse();
        assertThat(route.matches("/devices/a/b/stats")).isFalse();
    }

    @Test
    void aDotInAPatternIsADot() {
        assertThat(Route.of("/.well-known/**", ServiceName.PROVISIONING).matches("/xwell-known/a"))
                .isFalse();
    }
}
