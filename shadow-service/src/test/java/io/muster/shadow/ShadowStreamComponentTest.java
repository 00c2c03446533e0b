package io.muster.shadow;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import io.muster.kit.testing.LiveListener;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.WORKSPACE;
import static io.muster.shadow.Callers.as;
import static io.muster.shadow.Callers.desire;
import static io.muster.shadow.Callers.in;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class ShadowStreamComponentTest {

    @TestHTTPResource("/")
    URI root;

    private TestDevice device;

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE);
    }

    @Test
    void aListenerIsShownTheShadowAndEveryChangeOfIt() throws Exception {
        desire(device.id(), Map.of("interval", 10)).then().statusCode(200);

        try (LiveListener listener = listen(device.deviceId() + "/shadow/stream", null)) {
            eventually().until(() -> listener.hears("\"interval\":10"));
            desire(device.id(), Map.of("interval", 20)).then().statusCode(200);
            eventually().until(() -> listener.hears("\"interval\":20"));

            assertThat(listener.lines("id:")).containsExactly("1", "2");
            assertThat(listener.lines("event:")).containsOnly("shadow");
            assertThat(listener.data().get(1)).contains("\"version\":2", "\"delta\":{\"interval\":20}");
        }
    }

    @Test
    void oneThatComesAgainIsShownOnlyWhatIsNew() throws Exception {
        desire(device.id(), Map.of("interval", 10)).then().statusCode(200);

        try (LiveListener listener = listen(device.id() + "/shadow/stream", "1")) {
            desire(device.id(), Map.of("interval", 20)).then().statusCode(200);
            eventually().until(() -> listener.hears("\"interval\":20"));

            assertThat(listener.lines("id:")).containsExactly("2");
        }
    }

    @Test
    void aNamedShadowIsFollowedByItself() throws Exception {
        try (LiveListener listener = listen(device.id() + "/shadow/stream?name=modem", null)) {
            desire(device.id(), Map.of("interval", 10)).then().statusCode(200);
            as("operator")
                    .body(Map.of("desired", Map.of("apn", "iot")))
                    .patch("/devices/{id}/shadow?name=modem", device.id())
                    .then()
                    .statusCode(200);
            eventually().until(() -> listener.hears("\"apn\":\"iot\""));

            assertThat(listener.data()).hasSize(1);
        }
    }

    @Test
    void theStreamEndsWithTheDevice() throws Exception {
        desire(device.id(), Map.of("interval", 10)).then().statusCode(200);

        try (LiveListener listener = listen(device.id() + "/shadow/stream", null)) {
            eventually().until(() -> listener.hears("\"interval\":10"));
            device.isDeleted(true);

            eventually().until(listener::isEnded);
        }
    }

    @Test
    void nobodyFollowsWhatIsNotTheirs() {
        in("ws_other", "viewer")
                .get("/devices/{id}/shadow/stream", device.id())
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        as("viewer").get("/devices/no-such/shadow/stream").then().statusCode(404);
    }

    private LiveListener listen(String path, @Nullable String lastEventId) throws IOException, InterruptedException {
        return LiveListener.open(root.resolve("devices/" + path), WORKSPACE, lastEventId);
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofSeconds(20));
    }
}
