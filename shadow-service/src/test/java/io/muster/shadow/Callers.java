package io.muster.shadow;

import java.util.Map;

import io.muster.kit.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** People and programs who call the service. */
final class Callers {

    static final String WORKSPACE = "ws_abc";

    private Callers() {}

    static RequestSpecification as(String role) {
        return in(WORKSPACE, role);
    }

    static RequestSpecification in(String workspace, String role) {
        return given().auth().oauth2(TestTokens.token(workspace, role)).contentType(ContentType.JSON);
    }

    static Response read(String device) {
        return as("viewer").get("/devices/{id}/shadow", device);
    }

    static Response desire(String device, Map<String, Object> patch) {
        return as("operator").body(Map.of("desired", patch)).patch("/devices/{id}/shadow", device);
    }
}
