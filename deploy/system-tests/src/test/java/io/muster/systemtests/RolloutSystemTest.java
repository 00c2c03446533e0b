package io.muster.systemtests;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.systemtests.RunningStack.STACK;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** A rollout whose service is killed goes on where it was, and brings nobody its command twice. */
class RolloutSystemTest {

    private static final int DEVICES = 3;

    @BeforeEach
    void thePlatformHasRecovered() {
        STACK.awaitRecovery();
    }

    @Test
    void aRolloutOutlivesTheCommandService() {
        List<FieldDevice> devices = Stream.generate(FieldDevice::commissioned)
                .limit(DEVICES)
                .map(device -> device.connect().obeyCommands())
                .toList();
        String id = Rest.asAdmin()
                .body(Map.of(
                        "target",
                                Map.of(
                                        "deviceIds",
                                        devices.stream().map(FieldDevice::id).toList()),
                        "command", "update",
                        "waves", List.of(Map.of("count", 1)),
                        "gates", Map.of("successPercent", 100),
                        "approval", true))
                .post("/rollouts")
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");
        act(id, "pause").then().statusCode(200);
        STACK.killAndAwaitRestart("command");

        awaitStatus(id, "paused");
        act(id, "resume").then().statusCode(200);
        awaitStatus(id, "awaiting_approval");
        act(id, "approve").then().statusCode(200);
        STACK.killAndAwaitRestart("command");

        awaitStatus(id, "succeeded");
        devices.forEach(device -> {
            Rest.asAdmin()
                    .get("/devices/" + device.id() + "/commands")
                    .then()
                    .body("data", hasSize(1), "data[0].status", equalTo("succeeded"));
            device.disconnect();
        });
    }

    private static Response act(String id, String verb) {
        return Rest.asAdmin().post("/rollouts/" + id + "/" + verb);
    }

    private static void awaitStatus(String id, String status) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> Rest.asAdmin()
                        .get("/rollouts/" + id)
                        .then()
                        .statusCode(200)
                        .body("data.status", equalTo(status)));
    }
}
