package io.muster.kit.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The service's API as front-end teams read it: {@code openapi.yaml} beside the module's pom. */
public final class CommittedOpenApi {

    private static final Path FILE = Path.of("openapi.yaml");

    private CommittedOpenApi() {}

    /**
     * Fails if the committed description is not what the running service says of itself. With {@code
     * -Dmuster.openapi.write=true} it is written instead.
     */
    public static void isNotStale() throws IOException {
        String running = given().queryParam("format", "yaml")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        if (Boolean.getBoolean("muster.openapi.write")) {
            Files.writeString(FILE, running);
        }
        assertThat(FILE).usingCharset(StandardCharsets.UTF_8).hasContent(running);
    }
}
