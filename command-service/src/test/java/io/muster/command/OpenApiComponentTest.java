package io.muster.command;

import java.io.IOException;
import java.util.Map;

import io.muster.kit.testing.CommittedOpenApi;
import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class OpenApiComponentTest {

    @Test
    void isNotStale() throws IOException {
        CommittedOpenApi.isNotStale();
    }

    @Test
    void everyBodyThatIsSentHasAnExampleAndEveryNoIsAProblem() {
        JsonPath paths = given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .setRootPath("paths.findAll { !it.key.startsWith('/api/v1/') }.values()*.values().flatten()");

        assertThat(paths.getList("requestBody.findAll { it != null }.content.'application/json'", Map.class))
                .isNotEmpty()
                .allMatch(body -> body.containsKey("example"));
        assertThat(paths.getList("responses.'400'.content", Map.class))
                .isNotEmpty()
                .allMatch(content -> content.containsKey("application/problem+json"));
    }
}
