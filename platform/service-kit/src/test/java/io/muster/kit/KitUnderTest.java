package io.muster.kit;

import io.muster.kit.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** How the kit's tests call the service that is nothing but the kit. */
final class KitUnderTest {

    static final String WORKSPACE = "ws_kit";

    private KitUnderTest() {}

    static RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.token(WORKSPACE, role)).contentType(ContentType.JSON);
    }
}
