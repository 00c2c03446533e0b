package io.muster.registry;

import java.util.List;
import java.util.Map;

import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;

/** Callers that got no answer ask again; callers that want another answer than ours are told so. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class RepeatedRequestComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();
    private final String key = Ids.next("key");

    @Test
    void aRegistrationThatIsSentAgainIsAnsweredAgain() {
        Response first = send("/devices/register", RegistryUnderTest.TRACKER);
        Response second = send("/devices/register", RegistryUnderTest.TRACKER);

        first.then().statusCode(201);
        second.then().statusCode(201).header("Location", first.header("Location"));
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void aBatchThatIsSentAgainIsAnsweredAgain() {
        Map<String, Object> batch = Map.of("devices", List.of(Map.of("deviceId", "a", "type", "t", "name", "n")));

        Response first = send("/devices/register/batch", batch);
        Response second = send("/devices/register/batch", batch);

        first.then().statusCode(200);
        assertThat(second.jsonPath().getInt("data.successful")).isEqualTo(1);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void aKeyIsNotForAnotherBatch() {
        send("/devices/register/batch", Map.of("devices", List.of(Map.of("deviceId", "a", "type", "t", "name", "n"))));

        Response other = send(
                "/devices/register/batch",
                Map.of("devices", List.of(Map.of("deviceId", "b", "type", "t", "name", "n"))));

        problem(other, 409, "idempotency-key-reused");
        assertThat(registry.listed("")).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "text/csv", "application/xml"})
    void whoWantsNoJsonGetsNoDevice(String mediaType) {
        registry.register("one");

        for (String path :
                List.of("/devices/one", "/devices/one/connection", "/devices/one/timeline", "/device-groups")) {
            problem(registry.viewer().accept(mediaType).get(path), 406, "not-acceptable");
        }
        problem(
                registry.operator()
                        .accept(mediaType)
                        .body(RegistryUnderTest.TRACKER)
                        .post("/devices/register"),
                406,
                "not-acceptable");
        assertThat(registry.listed("")).containsExactly("one");
    }

    private Response send(String path, Object body) {
        return registry.operator().header("Idempotency-Key", key).body(body).post(path);
    }
}
