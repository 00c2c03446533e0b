package io.muster.command;

import java.util.List;
import java.util.Map;

import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.in;
import static io.muster.command.Callers.order;
import static io.muster.command.Callers.reboot;
import static io.muster.command.Callers.show;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** Who may order and see what, and what is refused. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class AccessComponentTest {

    private TestDevice device;

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE);
    }

    @Test
    void anotherWorkspaceSeesNothing() {
        String id = reboot(device.id());

        in("ws_other", "admin").get("/commands/{id}", id).then().statusCode(404);
        in("ws_other", "admin").delete("/commands/{id}", id).then().statusCode(404);
        in("ws_other", "admin")
                .get("/devices/{id}/commands", device.id())
                .then()
                .statusCode(404);
        in("ws_other", "admin")
                .body(Map.of("command", "reboot"))
                .post("/devices/{id}/commands", device.id())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:muster:problem:device-not-found"));
        in("ws_other", "admin")
                .body(Map.of("command", "reboot", "deviceIds", List.of(device.id())))
                .post("/devices/bulk/commands")
                .then()
                .statusCode(202)
                .body("data.total", equalTo(0))
                .body("data.status", equalTo("finished"));
        assertThat(show(id).getString("data.status")).isEqualTo("queued");
    }

    @Test
    void rolesAreHeld() {
        given().get("/commands/cmd_1").then().statusCode(401);
        as("viewer")
                .body(Map.of("command", "reboot"))
                .post("/devices/{id}/commands", device.id())
                .then()
                .statusCode(403);
        as("viewer").delete("/commands/cmd_1").then().statusCode(403);
        as("viewer")
                .body(Map.of("command", "reboot"))
                .post("/device-groups/grp_1/commands")
                .then()
                .statusCode(403);
        as("viewer").body(Map.of()).post("/devices/bulk/commands").then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{}|command",
                "{\"command\":\"a/b\"}|command",
                "{\"command\":\"\"}|command",
                "{\"command\":\"a\",\"ttlSeconds\":0}|ttlSeconds",
                "{\"command\":\"a\",\"timeoutSeconds\":-1}|timeoutSeconds",
                "{\"command\":\"a\",\"parameters\":[]}|parameters",
                "{\"command\":\"a\",\"parameters\":{\"x\":\"\\u0000\"}}|parameters",
                "{\"command\":\"a\",\"colour\":1}|colour",
            })
    void aWrongFieldIsNamed(String body, String field) {
        as("operator")
                .body(body)
                .post("/devices/{id}/commands", device.id())
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        for (String id : List.of("cmd_0hv5kzq3mx2a7", "bat_0hv5kzq3mx2a7", "nothing")) {
            as("viewer")
                    .get("/commands/{id}", id)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("urn:muster:problem:command-not-found"));
        }
        order(Ids.next("dev"), Map.of("command", "reboot")).then().statusCode(404);
    }
}
