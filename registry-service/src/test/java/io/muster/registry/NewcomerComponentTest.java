package io.muster.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.muster.events.DeviceOnboarded;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.muster.registry.NewcomerComponentTest.Patient;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests about a device whose registration is on its way. */
@QuarkusTest
@TestProfile(Patient.class)
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class NewcomerComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    /** Long, for a machine that is busy. */
    public static final class Patient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("muster.device.news-wait", "30s");
        }
    }

    enum Asked {
        PAGE,
        CONNECTION,
        TIMELINE,
        CHANGE,
        STATUS,
        DELETION
    }

    @ParameterizedTest
    @EnumSource
    void aRequestAboutOneWaitsForIt(Asked asked) {
        CompletableFuture<Integer> early = CompletableFuture.supplyAsync(() -> status(asked, "SN-1"));
        assertThat(registry.data("/devices?limit=1").getList("$")).isEmpty();

        TestTopics.say(onboarded("SN-1"));

        assertThat(early).succeedsWithin(Duration.ofSeconds(40)).isEqualTo(asked == Asked.DELETION ? 204 : 200);
    }

    @Test
    void aRequestAboutAnotherWorkspacesDeviceIsNotAnsweredByIt() {
        RegistryUnderTest other = new RegistryUnderTest();
        CompletableFuture<Integer> early = CompletableFuture.supplyAsync(() -> status(Asked.PAGE, "SN-1"));

        TestTopics.say(onboarded(other.workspace(), "SN-1"));
        TestTopics.say(onboarded(other.workspace(), "SN-2"));

        assertThat(CompletableFuture.supplyAsync(
                        () -> other.viewer().get("/devices/SN-2").statusCode()))
                .succeedsWithin(Duration.ofSeconds(40))
                .isEqualTo(200);
        assertThat(early).isNotDone();
        TestTopics.say(onboarded("SN-1"));
        assertThat(early).succeedsWithin(Duration.ofSeconds(40)).isEqualTo(200);
    }

    private int status(Asked asked, String device) {
        String path = "/devices/" + device;
        Response answer =
                switch (asked) {
                    case PAGE -> registry.viewer().get(path);
                    case CONNECTION -> registry.viewer().get(path + "/connection");
                    case TIMELINE -> registry.viewer().get(path + "/timeline");
                    case CHANGE ->
                        registry.operator().body("{\"name\":\"new\"}").patch(path);
                    case STATUS ->
                        registry.operator().body("{\"status\":\"suspended\"}").patch(path + "/status");
                    case DELETION -> registry.operator().delete(path);
                };
        return answer.statusCode();
    }

    private DeviceOnboarded onboarded(String deviceId) {
        return onboarded(registry.workspace(), deviceId);
    }

    private static DeviceOnboarded onboarded(String workspace, String deviceId) {
        return new DeviceOnboarded(
                1,
                workspace,
                Ids.next("dev"),
                deviceId,
                "bcg_monitor",
                "Bed monitor",
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                "test");
    }
}
