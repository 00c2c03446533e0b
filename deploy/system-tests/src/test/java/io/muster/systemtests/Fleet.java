package io.muster.systemtests;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import static io.muster.systemtests.Commands.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** Many devices at once, over REST. */
final class Fleet {

    private Fleet() {}

    /** Registers so many and returns their ids. */
    static List<String> registered(int count) {
        String name = "fleet_" + UUID.randomUUID() + "_";
        List<Map<String, String>> devices = IntStream.range(0, count)
                .mapToObj(i -> Map.of("deviceId", name + i, "type", "gps_tracker", "name", "Tracker"))
                .toList();
        return Rest.asAdmin()
                .body(Map.of("devices", devices))
                .post("/devices/register/batch")
                .then()
                .statusCode(200)
                .extract()
                .path("data.results.id");
    }

    /** Returns when these services know all of them. */
    static void awaitKnown(List<String> devices, String... services) {
        for (String service : services) {
            eventually().ignoreExceptions().untilAsserted(() -> assertThat(
                            Rows.of(service, "select id from known_device where id = any(?)", devices, row -> true))
                    .hasSameSizeAs(devices));
        }
    }

    static String rollout(Map<String, ?> plan) {
        return Rest.asAdmin()
                .body(plan)
                .post("/rollouts")
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");
    }

    static void awaitRollout(String id, String status) {
        eventually().ignoreExceptions().untilAsserted(() -> assertThat(Rest.asAdmin()
                        .get("/rollouts/" + id)
                        .then()
                        .statusCode(200)
                        .extract()
                        .<String>path("data.status"))
                .isEqualTo(status));
    }
}
