package io.muster.command.rollout;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

/** Several conductors on one database: what the replicas of the service are to each other. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class ConductorsComponentTest {

    private static final String WORKSPACE = "ws_conductors";
    private static final int CONDUCTORS = 8;
    private static final int WAVES = 3;

    @Inject
    RolloutConductor conductor;

    @Test
    void noWaveBeginsTwiceHoweverManyLookAtOnce() {
        List<String> devices = IntStream.range(0, WAVES)
                .mapToObj(number -> TestDevice.registered(WORKSPACE).id())
                .toList();
        Map<String, Object> wave = Map.of("count", 1);
        String id = caller().body(Map.of(
                        "target",
                        Map.of("deviceIds", devices),
                        "command",
                        "update",
                        "ttlSeconds",
                        1,
                        "waves",
                        IntStream.range(0, WAVES).mapToObj(number -> wave).toList()))
                .post("/rollouts")
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");

        Awaitility.await().untilAsserted(() -> {
            allLookAt(id);
            caller().get("/rollouts/{id}", id).then().body("data.status", equalTo("succeeded"));
        });

        caller().get("/rollouts/{id}", id)
                .then()
                .body("data.waves", hasSize(WAVES))
                .body("data.waves.states.expired", equalTo(List.of(1, 1, 1)))
                .body("data.waves.batches.flatten()", hasSize(WAVES));
        devices.forEach(
                device -> caller().get("/devices/{id}/commands", device).then().body("data", hasSize(1)));
    }

    private void allLookAt(String id) {
        Stream<CompletableFuture<Void>> looks =
                IntStream.range(0, CONDUCTORS)
                        .mapToObj(number -> CompletableFuture.runAsync(() -> look(id)))
                        .toList()
                        .stream();
        looks.forEach(CompletableFuture::join);
    }

    private void look(String id) {
        try {
            VertxContextSupport.subscribeAndAwait(() -> conductor.turn(id));
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private static RequestSpecification caller() {
        return given().auth().oauth2(TestTokens.token(WORKSPACE, "operator")).contentType(ContentType.JSON);
    }
}
