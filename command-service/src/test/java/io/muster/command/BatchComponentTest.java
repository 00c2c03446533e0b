package io.muster.command;

import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.rebootAll;
import static io.muster.command.Callers.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** One order to a list of devices. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class BatchComponentTest {

    private TestDevice device;

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE);
    }

    @Test
    void aListReachesWhomItCanAndNamesTheOthers() {
        TestDevice other = TestDevice.registered(WORKSPACE);

        JsonPath answer = rebootAll(device.deviceId(), other.id(), "nobody")
                .then()
                .statusCode(202)
                .body("data.total", equalTo(2))
                .body("data.states.queued", equalTo(2))
                .body("data.status", equalTo("running"))
                .body("data.items[2].error", equalTo("device-not-found"))
                .extract()
                .jsonPath();

        assertThat(show(answer.getString("data.items[0].commandId")).getString("data.device"))
                .isEqualTo(device.id());
        as("viewer")
                .get("/commands/{id}/executions", answer.getString("data.id"))
                .then()
                .statusCode(200)
                .body("pagination.total", equalTo(2))
                .body("data.device", hasItem(other.id()));
    }

    @Test
    void cancelingABatchFinishesIt() {
        String batch =
                rebootAll(device.deviceId()).then().statusCode(202).extract().path("data.id");

        as("operator")
                .delete("/commands/{id}", batch)
                .then()
                .statusCode(200)
                .body("data.status", equalTo("finished"))
                .body("data.states.canceled", equalTo(1))
                .body("data.states.queued", equalTo(0));
    }

    @Test
    void aListWithoutDevicesIsRefused() {
        rebootAll().then().statusCode(400).body("errors.field", hasItem("deviceIds"));
    }

    @Test
    void whatCannotBeANameIsNobodys() {
        rebootAll("\u0000").then().statusCode(202).body("data.items[0].error", equalTo("device-not-found"));
        as("operator")
                .body(Map.of("command", "reboot", "target", Map.of("group", "\u0000")))
                .post("/commands")
                .then()
                .statusCode(404);
    }
}
