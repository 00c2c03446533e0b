package io.muster.kit;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class ProblemComponentTest {

    @Test
    void aCallWithoutATokenIsAProblem() {
        problem(given().get("/notes").then(), 401, "unauthorized").header("WWW-Authenticate", "Bearer");
    }

    @Test
    void aTokenOfAnotherIssuerIsAProblem() {
        problem(given().auth().oauth2("e30.e30.c2ln").get("/notes").then(), 401, "unauthorized")
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void aRoleThatIsTooLowIsAProblem() {
        problem(KitUnderTest.as("viewer").body("{}").post("/notes").then(), 403, "forbidden");
    }

    @Test
    void aMethodThatSaysNotWhoMayCallItIsClosedToAll() {
        problem(KitUnderTest.as("admin").delete("/notes").then(), 403, "forbidden");
    }

    @Test
    void anUnknownPathIsAProblem() {
        problem(KitUnderTest.as("viewer").get("/nowhere").then(), 404, "not-found");
    }

    @Test
    void onThePathsOfTheEsp32ProblemsHaveItsFirmwaresForm() {
        KitUnderTest.as("viewer")
                .get("/api/v1/nowhere")
                .then()
                .statusCode(404)
                .contentType(ContentType.JSON)
                .body("error", equalTo("Not found"))
                .body("details", equalTo("There is nothing at this path."));
        KitUnderTest.as("viewer")
                .body("x".repeat(3 << 20))
                .post("/api/v1/nowhere")
                .then()
                .statusCode(413)
                .contentType(ContentType.JSON)
                .body("error", equalTo("Request entity too large"));
    }

    @Test
    void anUnknownMethodIsAProblem() {
        problem(KitUnderTest.as("viewer").put("/notes").then(), 405, "method-not-allowed")
                .header("Allow", "DELETE, GET, HEAD, POST");
    }

    @Test
    void anUnknownMethodIsAProblemAlsoOfASubResource() {
        problem(KitUnderTest.as("viewer").delete("/notes/d/rewrite").then(), 405, "method-not-allowed")
                .header("Allow", "POST");
        problem(KitUnderTest.as("viewer").delete("/notes/d/nothing").then(), 404, "not-found");
    }

    @Test
    void anAddressWithoutEndIsAProblem() {
        problem(KitUnderTest.as("viewer").get("/notes?q=" + "x".repeat(40_000)).then(), 414, "uri-too-long");
    }

    @Test
    void headersWithoutEndAreAProblem() {
        problem(
                KitUnderTest.as("viewer")
                        .header("X-Padding", "x".repeat(30_000))
                        .get("/notes")
                        .then(),
                431,
                "headers-too-large");
    }

    @Test
    void aWrongMediaTypeIsAProblem() {
        problem(
                KitUnderTest.as("operator")
                        .contentType(ContentType.TEXT)
                        .body("hello")
                        .post("/notes")
                        .then(),
                415,
                "unsupported-media-type");
    }

    @Test
    void aTokenForAnotherWorkspaceThanTheHeaderIsRefused() {
        problem(
                KitUnderTest.as("viewer")
                        .header("X-Workspace-Id", "ws_other")
                        .get("/notes")
                        .then(),
                403,
                "wrong-workspace");
    }

    @Test
    void aTokenWithoutAWorkspaceIsRefused() {
        problem(
                given().auth()
                        .oauth2(TestTokens.token("", "admin"))
                        .get("/notes")
                        .then(),
                403,
                "wrong-workspace");
    }

    @Test
    void aFaultTellsNothingOfTheInside() {
        problem(KitUnderTest.as("viewer").get("/notes/broken").then(), 500, "internal-error")
                .body(not(containsString("secret")))
                .body(not(containsString("Exception")));
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(
                Arguments.of("no JSON", "{\"device\":", null),
                Arguments.of("nothing", "", null),
                Arguments.of("an unknown field", "{\"device\":\"d\",\"text\":\"t\",\"colour\":\"red\"}", "colour"),
                Arguments.of("a number for a text", "{\"device\":7,\"text\":\"t\"}", "device"),
                Arguments.of("a text for an object", "{\"device\":\"d\",\"text\":\"t\",\"more\":\"x\"}", "more"),
                Arguments.of("trailing tokens", "{\"device\":\"d\",\"text\":\"t\"} {}", null),
                Arguments.of("endless nesting", "{\"more\":" + "[".repeat(40) + "]".repeat(40) + "}", null),
                Arguments.of("an array", "[]", null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badBodies")
    void aBodyThatIsNotWhatIsAskedForIsAProblemThatNamesTheField(String what, String body, String field) {
        ValidatableResponse answer = problem(
                        KitUnderTest.as("operator").body(body).post("/notes").then(), 400, "invalid-request")
                .body(not(containsString("jackson")))
                .body(not(containsString("io.muster")));
        if (field != null) {
            answer.body("errors.field", hasItem(field));
        }
    }

    @Test
    void allWrongFieldsAreNamedAtOnce() {
        problem(KitUnderTest.as("operator").body("{}").post("/notes").then(), 400, "invalid-request")
                .body("errors.field", equalTo(List.of("text", "device")));
    }

    @Test
    void aBodyOverTheLimitIsAProblemAndTheConnectionStays() {
        String body = "{\"device\":\"d\",\"text\":\"" + "x".repeat(3 << 20) + "\"}";

        problem(KitUnderTest.as("operator").body(body).post("/notes").then(), 413, "request-entity-too-large");
    }

    @Test
    void aBodyOverTheLimitIsAProblemAlsoIfItDoesNotSayHowLargeItIs() throws Exception {
        byte[] body = ("{\"device\":\"d\",\"text\":\"" + "x".repeat(3 << 20) + "\"}").getBytes(StandardCharsets.UTF_8);

        HttpResponse<String> answer = chunked(body);

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("request-entity-too-large");
        assertThat(chunked("{\"device\":\"d\",\"text\":\"t\"}".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> chunked(byte[] body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/notes"))
                .header("Authorization", "Bearer " + TestTokens.token(KitUnderTest.WORKSPACE, "operator"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void bytesThatAreNoTextAreAProblem() {
        byte[] body = "{\"device\":\"d\",\"text\":\"t?\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 3] = (byte) 0xC3;

        problem(KitUnderTest.as("operator").body(body).post("/notes").then(), 400, "invalid-request");
    }

    @Test
    void lettersInMoreBytesThanTheyTakeAreAProblem() {
        byte[] body = "{\"device\":\"d\",\"text\":\"t??\"}".getBytes(StandardCharsets.UTF_8);
        body[body.length - 4] = (byte) 0xC1;
        body[body.length - 3] = (byte) 0x81;

        problem(KitUnderTest.as("operator").body(body).post("/notes").then(), 400, "invalid-request");
    }

    @Test
    void aNumberThatIsNoneIsAProblem() {
        problem(KitUnderTest.as("viewer").get("/notes?page=x").then(), 400, "invalid-request");
    }

    @Test
    void aListSaysWhereItStands() {
        KitUnderTest.as("viewer")
                .get("/notes?page=2&limit=20")
                .then()
                .statusCode(200)
                .body("pagination.page", equalTo(2))
                .body("pagination.total", equalTo(41))
                .body("pagination.pages", equalTo(3));
        problem(KitUnderTest.as("viewer").get("/notes?page=0&limit=501").then(), 400, "invalid-request")
                .body("errors.field", equalTo(List.of("page", "limit")));
        problem(KitUnderTest.as("viewer").get("/notes?page=first").then(), 400, "invalid-request")
                .body("errors.field", equalTo(List.of("page")));
    }

    @Test
    void aDatabaseThatGoesAwayIsNoFaultAndWorthAnotherTry() {
        problem(KitUnderTest.as("viewer").get("/notes/cut").then(), 503, "database-away")
                .header("Retry-After", "5");
        KitUnderTest.as("viewer").get("/notes/dev_none/count").then().statusCode(200);
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:" + code))
                .body("status", equalTo(status));
    }
}
