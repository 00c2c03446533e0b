package io.muster.command;

import java.util.List;
import java.util.Map;

import io.muster.kit.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.awaitility.Awaitility;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

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

    static Response order(String device, Map<String, ?> command) {
        return as("operator").body(command).post("/devices/{id}/commands", device);
    }

    /** Orders a reboot and returns the id of the execution. */
    static String reboot(String device) {
        return order(device, Map.of("command", "reboot"))
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");
    }

    /** Orders a reboot of every device of a list. */
    static Response rebootAll(String... devices) {
        return as("operator")
                .body(Map.of("command", "reboot", "deviceIds", List.of(devices)))
                .post("/devices/bulk/commands");
    }

    static JsonPath show(String id) {
        return as("viewer")
                .get("/commands/{id}", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** It has left, and may have come to its device already. */
    static void awaitSent(String id) {
        Awaitility.await().untilAsserted(() -> as("viewer")
                .get("/commands/{id}", id)
                .then()
                .statusCode(200)
                .body("data.history.status", hasItem("sent")));
    }

    static void awaitStatus(String id, String status) {
        Awaitility.await().untilAsserted(() -> as("viewer")
                .get("/commands/{id}", id)
                .then()
                .statusCode(200)
                .body("data.status", equalTo(status)));
    }
}
