package io.muster.command;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.in;
import static io.muster.command.Callers.order;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class CatalogueComponentTest {

    /** The type of each {@link TestDevice}. */
    private static final String TYPE = "sensor";

    private static final String SCHEMA =
            """
            {"type":"object","required":["level"],"additionalProperties":false,
             "properties":{"level":{"type":"integer","minimum":0,"maximum":100}}}
            """;

    private TestDevice device;

    @BeforeEach
    void dimIsWrittenDown() {
        device = TestDevice.registered(WORKSPACE);
        as("admin")
                .body(SCHEMA)
                .put("/command-types/{type}/{command}", TYPE, "dim")
                .then()
                .statusCode(200);
    }

    @AfterEach
    void nothingIsWrittenDown() {
        as("admin").delete("/command-types/{type}/{command}", TYPE, "dim");
        device.close();
    }

    @Test
    void parametersThatTheSchemaDoesNotAllowAreRefusedByTheirNames() {
        order(device.id(), Map.of("command", "dim", "parameters", Map.of("level", "bright")))
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("parameters.level"));
        order(device.id(), Map.of("command", "dim"))
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("parameters.level"));
        order(device.id(), Map.of("command", "dim", "parameters", Map.of("level", 20, "speed", 1)))
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("parameters.speed"));
        order(device.id(), Map.of("command", "dim", "parameters", Map.of("level", 20)))
                .then()
                .statusCode(202);
    }

    @Test
    void anOrderToManyIsRefusedAsAWhole() {
        as("operator")
                .body(Map.of("deviceIds", List.of(device.id()), "command", "dim", "parameters", Map.of("level", 200)))
                .post("/devices/bulk/commands")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("parameters.level"));
        as("viewer").get("/devices/{id}/commands", device.id()).then().body("data.size()", equalTo(0));
    }

    @Test
    void whatIsNotWrittenDownTakesAnything() {
        order(device.id(), Map.of("command", "blink", "parameters", Map.of("level", "bright")))
                .then()
                .statusCode(202);
        as("admin")
                .delete("/command-types/{type}/{command}", TYPE, "dim")
                .then()
                .statusCode(204);
        order(device.id(), Map.of("command", "dim", "parameters", Map.of("level", "bright")))
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{\"type\":\"colour\"}",
                "{\"properties\":{\"level\":{\"$ref\":\"http://127.0.0.1:1/level.json\"}}}",
                "{\"properties\":{\"level\":{\"pattern\":\"(\"}}}"
            })
    void whatIsNoSchemaIsRefusedAndChangesNothing(String schema) {
        as("admin")
                .body(schema)
                .put("/command-types/{type}/{command}", TYPE, "dim")
                .then()
                .statusCode(400)
                .body("errors[0].field", startsWith("body"));
        as("viewer")
                .get("/command-types/{type}/{command}", TYPE, "dim")
                .then()
                .body("data.schema.properties.level.maximum", equalTo(100));
    }

    @Test
    void aFullCatalogueTakesNothingNewButAnotherSchemaOfWhatItHas() throws SQLException {
        String workspace = "ws_full";
        try (Connection database = RealServers.connect("command");
                Statement statement = database.createStatement()) {
            statement.execute("insert into command_type select '" + workspace
                    + "', 'lamp', 'c' || n, '{}', now(), 'test' from generate_series(1, 1000) as n");
        }

        in(workspace, "admin")
                .body(SCHEMA)
                .put("/command-types/lamp/new")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:catalogue-full"));
        in(workspace, "admin").body(SCHEMA).put("/command-types/lamp/c7").then().statusCode(200);
        in(workspace, "viewer").get("/command-types").then().body("data.size()", equalTo(1000));
    }

    @Test
    void onlyAdminsWriteAndOtherWorkspacesSeeNothing() {
        as("operator")
                .body(SCHEMA)
                .put("/command-types/{type}/{command}", TYPE, "dim")
                .then()
                .statusCode(403);
        as("viewer")
                .get("/command-types")
                .then()
                .statusCode(200)
                .body("data.findAll { it.type == '" + TYPE + "' }.command", contains("dim"))
                .body("data[0]", not(hasKey("schema")));
        in("ws_other", "viewer")
                .get("/command-types/{type}/{command}", TYPE, "dim")
                .then()
                .statusCode(404);
    }
}
