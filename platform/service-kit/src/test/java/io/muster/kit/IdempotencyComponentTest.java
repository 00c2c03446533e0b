package io.muster.kit;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class IdempotencyComponentTest {

    private final String device = Ids.next("dev");
    private final String key = Ids.next("key");

    @Test
    void aRequestThatComesAgainIsAnsweredAgainAndNotDoneAgain() {
        Response first = write(key, "hello");
        Response second = write(key, "hello");

        first.then().statusCode(200).header("Idempotency-Replayed", nullValue());
        second.then().statusCode(200).header("Idempotency-Replayed", "true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void withoutAKeyEveryRequestIsDone() {
        write("hello");
        write("hello");

        assertThat(written()).isEqualTo(2);
    }

    @Test
    void aKeyIsForOneRequestOnly() {
        write(key, "hello");

        write(key, "goodbye")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:idempotency-key-reused"));
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void aRequestThatFailedLeavesItsKeyFree() {
        KitUnderTest.as("operator")
                .header("Idempotency-Key", key)
                .body(Map.of("device", device))
                .post("/notes")
                .then()
                .statusCode(400);

        write(key, "hello").then().statusCode(200).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void ofTheSameRequestManyTimesAtOnceOneIsDone() {
        Map<Integer, Long> answers = IntStream.range(0, 12)
                .parallel()
                .mapToObj(n -> write(key, "hello").statusCode())
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));

        assertThat(answers).containsKey(200);
        assertThat(answers.keySet()).isSubsetOf(200, 409);
        assertThat(written()).isEqualTo(1);
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        write("k".repeat(256), "hello").then().statusCode(400).body("errors[0].field", equalTo("Idempotency-Key"));
        assertThat(written()).isZero();
    }

    @Test
    void aLargeBodyIsPartOfTheRequest() {
        String text = "x".repeat(100_000);

        write(key, text).then().statusCode(200);
        write(key, text + "y").then().statusCode(409);

        assertThat(written()).isEqualTo(1);
    }

    private Response write(String key, String text) {
        return KitUnderTest.as("operator")
                .header("Idempotency-Key", key)
                .body(Map.of("device", device, "text", text))
                .post("/notes");
    }

    private void write(String text) {
        KitUnderTest.as("operator")
                .body(Map.of("device", device, "text", text))
                .post("/notes")
                .then()
                .statusCode(200);
    }

    private long written() {
        return KitUnderTest.as("viewer")
                .get("/notes/" + device + "/count")
                .jsonPath()
                .getLong("data");
    }
}
