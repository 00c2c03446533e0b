package io.muster.systemtests;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Commands over REST, while parts of the platform come and go. */
final class Commands {

    private Commands() {}

    /** Asks again with the same key when there is no answer. */
    static String order(String path, Map<String, ?> command) {
        String key = UUID.randomUUID().toString();
        return eventually()
                .ignoreExceptions()
                .until(
                        () -> Rest.asAdmin()
                                .header("Idempotency-Key", key)
                                .body(command)
                                .post(path)
                                .then()
                                .statusCode(202)
                                .extract()
                                .<String>path("data.id"),
                        Objects::nonNull);
    }

    /** A list of devices is taken as far as they are known. */
    static void awaitKnown(String device) {
        eventually().ignoreExceptions().untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + device + "/commands")
                .then()
                .statusCode(200));
    }

    static List<String> listed(String batch, int most) {
        return Rest.asAdmin()
                .get("/commands/" + batch + "/executions?limit=" + most)
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
    }

    static JsonPath show(String id) {
        return Rest.asAdmin()
                .get("/commands/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    static void awaitStatus(String id, String status) {
        eventually().ignoreExceptions().untilAsserted(() -> assertThat(show(id).getString("data.status"))
                .isEqualTo(status));
    }

    static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
    }
}
