package io.muster.shadow;

import java.util.Map;
import java.util.stream.IntStream;

import io.muster.events.ShadowEvent.DesiredChanged;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.muster.shadow.Callers.WORKSPACE;
import static io.muster.shadow.Callers.as;
import static io.muster.shadow.Callers.desire;
import static io.muster.shadow.Callers.in;
import static io.muster.shadow.Callers.read;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class ShadowComponentTest {

    private String device = "";

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE).id();
    }

    @Test
    void aDeviceOfWhichNothingWasSaidHasAnEmptyShadow() {
        read(device)
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("data.version", is(0))
                .body("data.reported", anEmptyMap())
                .body("data.desired", anEmptyMap())
                .body("data.delta", anEmptyMap());
    }

    @Test
    void whatIsDesiredIsShownAndIsTheDelta() {
        desire(device, Map.of("interval", 10, "led", Map.of("on", true, "color", "red")))
                .then()
                .statusCode(200);

        desire(device, Map.of("led", Map.of("color", "blue")))
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("data.desired.led", is(Map.of("on", true, "color", "blue")))
                .body("data.desired.lastUpdated", matchesPattern("\\d{4}-.*T.*\\.\\d{3}Z"))
                .body("data.delta", is(Map.of("interval", 10, "led", Map.of("on", true, "color", "blue"))))
                .body("data.reported", anEmptyMap());
        assertThat(read(device).jsonPath().getInt("data.version")).isEqualTo(2);
    }

    @Test
    void nullRemoves() {
        desire(device, Map.of("interval", 10, "mode", "eco"));

        as("operator")
                .body("{\"desired\":{\"interval\":null}}")
                .contentType("application/merge-patch+json")
                .patch("/devices/{id}/shadow", device)
                .then()
                .statusCode(200)
                .body("data.desired", aMapWithSize(2))
                .body("data.delta", is(Map.of("mode", "eco")));
    }

    @Test
    void aDeviceAnswersToBothOfItsNames() {
        TestDevice named = TestDevice.registered(WORKSPACE);
        desire(named.deviceId(), Map.of("a", 1)).then().statusCode(200);

        read(named.id()).then().body("data.desired.a", is(1));
    }

    @Test
    void othersHearOfTheChange() {
        desire(device, Map.of("a", 1));

        DesiredChanged said = TestTopics.await(Topic.SHADOW_LIFECYCLE, DesiredChanged.class, event -> event.device()
                .equals(device));

        assertThat(said.revision()).isEqualTo(1);
        assertThat(said.workspace()).isEqualTo(WORKSPACE);
        assertThat(said.pending()).isTrue();
    }

    @Test
    void writersAtTheSameTimeLoseNothing() {
        int writers = 24;

        IntStream.range(0, writers)
                .parallel()
                .forEach(n -> desire(device, Map.of("key" + n, n)).then().statusCode(200));

        read(device).then().body("data.version", is(writers)).body("data.delta", aMapWithSize(writers));
        as("viewer")
                .get("/devices/{id}/shadow/history", device)
                .then()
                .body(
                        "data.version",
                        is(IntStream.iterate(writers, n -> n - 1)
                                .limit(writers)
                                .boxed()
                                .toList()));
    }

    @Test
    void aStaleWriterIsTold() {
        desire(device, Map.of("a", 1));

        patch("If-Match", "\"0\"", "{\"desired\":{\"a\":2}}", 412);
        patch("If-Match", "W/\"1\"", "{\"desired\":{\"a\":2}}", 412);
        patch("X-Other", "", "{\"desired\":{\"a\":2},\"version\":0}", 409);
        patch("If-Match", "\"1\"", "{\"desired\":{\"a\":3},\"version\":1}", 200);

        read(device).then().body("data.desired.a", is(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                       | desired",
                "{'desired':null}                         | desired",
                "{'desired':[1]}                          | desired",
                "{'desired':{'lastUpdated':'now'}}        | desired.lastUpdated",
                "{'desired':{'a':'x\\u0000'}}             | desired",
                "{'desired':{'a':1e400}}                  | desired",
                "{'desired':{'a':1},'policy':{'a':'mine'}}| policy.a",
                "{'desired':{'a':1},'policy':{'b':'newest'}}| policy.b",
                "{'desired':{'a':1},'wanted':{'b':1}}     | wanted",
                "{'desired':{'a':1},'version':'x'}        | version"
            })
    void aWrongRequestNamesTheField(String body, String field) {
        as("operator")
                .body(body.strip().replace('\'', '"'))
                .patch("/devices/{id}/shadow", device)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
        read(device).then().body("data.version", is(0));
    }

    @Test
    void aBodyThatIsNoneIsRefused() {
        patch("X-Other", "", "", 400);
        patch("X-Other", "", "{\"desired\":", 400);
        patch("X-Other", "", "{\"desired\":" + "{\"a\":".repeat(17) + "1" + "}".repeat(17) + "}", 400);
    }

    @Test
    void aSideThatGrowsTooLargeIsRefused() {
        String half = "x".repeat(20_000);
        desire(device, Map.of("a", half)).then().statusCode(200);

        desire(device, Map.of("b", half)).then().statusCode(413).body("type", is("urn:muster:problem:state-too-large"));

        read(device).then().body("data.version", is(1));
    }

    @Test
    void anotherWorkspaceSeesNothing() {
        desire(device, Map.of("a", 1));

        in("ws_other", "admin").get("/devices/{id}/shadow", device).then().statusCode(404);
        in("ws_other", "admin")
                .body(Map.of("desired", Map.of("a", 2)))
                .patch("/devices/{id}/shadow", device)
                .then()
                .statusCode(404);
        read(device).then().body("data.desired.a", is(1));
    }

    @Test
    void rolesAreAsked() {
        as("viewer")
                .body(Map.of("desired", Map.of("a", 1)))
                .patch("/devices/{id}/shadow", device)
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        given().get("/devices/{id}/shadow", device).then().statusCode(401).contentType("application/problem+json");
    }

    @Test
    void numbersAndTheOrderOfKeysStayAsTheyWereSaid() {
        patch("X-Other", "", "{\"desired\":{\"z\":1e300,\"a\":12345678901234567890,\"m\":[null,0.1]}}", 200);

        assertThat(read(device).asString()).contains("\"z\":1.0E300,\"a\":12345678901234567890,\"m\":[null,0.1]");
    }

    private void patch(String header, String value, String body, int status) {
        as("operator")
                .header(header, value)
                .body(body)
                .patch("/devices/{id}/shadow", device)
                .then()
                .statusCode(status);
    }
}
