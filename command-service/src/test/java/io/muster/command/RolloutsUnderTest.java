package io.muster.command;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.muster.kit.testing.TestDevice;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.awaitility.Awaitility;

import static io.muster.command.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;

/** Rollouts as callers and devices see them. */
final class RolloutsUnderTest {

    private RolloutsUnderTest() {}

    static Map<String, Object> listed(TestDevice... devices) {
        return Map.of("deviceIds", List.of(devices).stream().map(TestDevice::id).toList());
    }

    /** The first of these devices is a wave of its own, and the second one another. */
    static String twoWaves(TestDevice first, TestDevice second, Map<String, Object> plan) {
        Map<String, Object> whole = new LinkedHashMap<>(plan);
        whole.put("target", listed(first, second));
        whole.put("order", "list");
        whole.put("waves", List.of(Map.of("count", 1)));
        return rollout(whole);
    }

    /** As a time to start at. */
    static String tomorrow() {
        return Instant.now().plus(Duration.ofDays(1)).toString();
    }

    static String rollout(Map<String, Object> plan) {
        return order(plan)
                .then()
                .statusCode(202)
                .header("Location", startsWith("http"))
                .extract()
                .path("data.id");
    }

    static Response order(Map<String, Object> plan) {
        Map<String, Object> body = new LinkedHashMap<>(plan);
        body.put("command", "update");
        return as("operator").body(body).post("/rollouts");
    }

    static Response act(String id, String verb) {
        return as("operator").post("/rollouts/{id}/{verb}", id, verb);
    }

    static JsonPath show(String id) {
        return as("viewer")
                .get("/rollouts/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static void await(String id, String path, Object value) {
        Awaitility.await()
                .untilAsserted(() -> assertThat(show(id).<Object>get(path)).isEqualTo(value));
    }

    /** The device comes, gets the command and answers. */
    static void answer(TestDevice device, String status) {
        device.connect().subscribe("commands/#");
        DeviceAnswers.answer(device, JsonPath.from(device.awaitMessage(0)).getString("commandId"), status);
    }

    /** The ids of the commands that the device has been meant to get. */
    static List<String> commands(String device) {
        return as("viewer").get("/devices/{id}/commands", device).path("data.id");
    }
}
