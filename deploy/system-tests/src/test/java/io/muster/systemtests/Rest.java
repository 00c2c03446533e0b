package io.muster.systemtests;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

import static io.restassured.RestAssured.given;

/** Calls to the gateway, as people and programs make them. */
final class Rest {

    private Rest() {}

    static RequestSpecification asAdmin() {
        return with("ADMIN_TOKEN");
    }

    static RequestSpecification asStranger() {
        return with("ADMIN_TOKEN_B");
    }

    private static RequestSpecification with(String token) {
        return given().baseUri(RunningStack.STACK.value("BASE_URL"))
                .auth()
                .oauth2(RunningStack.STACK.value(token))
                .contentType(ContentType.JSON);
    }
}
