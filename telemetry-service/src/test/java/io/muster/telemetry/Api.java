package io.muster.telemetry;

import io.muster.kit.testing.TestTokens;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;

/** Callers of the service. */
final class Api {

    static final String WORKSPACE = "ws_test";
    static final String OTHER_WORKSPACE = "ws_other";

    private Api() {}

    static RequestSpecification viewer() {
        return as(WORKSPACE, "viewer");
    }

    static RequestSpecification as(String workspace, String role) {
        return RestAssured.given().auth().oauth2(TestTokens.token(workspace, role));
    }
}
