package io.muster.command;

import java.util.List;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.awaitStatus;
import static io.muster.command.Callers.reboot;
import static io.muster.command.Callers.show;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** How fast a batch is given out. The pace of these is one in a quarter of an hour. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class PacingComponentTest {

    private static final double VERY_SLOWLY = 0.001;

    private final TestDevice first = TestDevice.registered(WORKSPACE);
    private final TestDevice second = TestDevice.registered(WORKSPACE);

    @AfterEach
    void bothLeave() {
        first.close();
        second.close();
    }

    @Test
    void whatIsBeyondThePaceIsHeldBackAndCanBeCanceled() {
        isThere(first);
        isThere(second);

        Response ordered = order(VERY_SLOWLY, first, second);
        String batch = ordered.path("data.id");
        first.awaitMessage(1);
        awaitSent(batch, 1);
        // A command to one device passes by.
        reboot(second.id());
        second.awaitMessage(1);
        assertThat(show(ordered.path("data.items[1].commandId")).getString("data.status"))
                .isEqualTo("queued");

        as("operator")
                .delete("/commands/{id}", batch)
                .then()
                .statusCode(200)
                .body("data.status", equalTo("canceled"))
                .body("data.maxPerSecond", equalTo(0.001f))
                .body("data.states.canceled", equalTo(1));
    }

    @Test
    void whoIsAwayTakesNothingOfThePace() {
        try (TestDevice third = TestDevice.registered(WORKSPACE)) {
            isThere(third);

            String batch = order(VERY_SLOWLY, first, second, third).path("data.id");

            third.awaitMessage(1);
            awaitSent(batch, 1);
        }
    }

    @Test
    void whoComesLaterGetsWhatWasGivenOut() {
        try (TestDevice late = TestDevice.registered(WORKSPACE)) {
            String batch = order(null, late).path("data.id");
            awaitStatus(batch, "running");

            late.connect().subscribe("commands/#");

            late.awaitMessage(0);
            awaitSent(batch, 1);
        }
    }

    @Test
    void aPaceThatIsNoneIsRefused() {
        for (double pace : List.of(0.0, -1.0, 1e9)) {
            order(pace, first).then().statusCode(400).body("errors.field", hasItem("maxPerSecond"));
        }
    }

    /** And the service knows it. */
    private static void isThere(TestDevice device) {
        device.connect().subscribe("commands/#");
        reboot(device.id());
        device.awaitMessage(0);
    }

    private static Response order(Double pace, TestDevice... devices) {
        List<String> ids = List.of(devices).stream().map(TestDevice::id).toList();
        Map<String, Object> body = pace == null
                ? Map.of("command", "reboot", "deviceIds", ids)
                : Map.of("command", "reboot", "deviceIds", ids, "maxPerSecond", pace);
        return as("operator").body(body).post("/devices/bulk/commands");
    }

    private static void awaitSent(String batch, int devices) {
        Awaitility.await().untilAsserted(() -> assertThat(sent(batch)).isEqualTo(devices));
    }

    /** Also those that have been acknowledged since. */
    private static int sent(String batch) {
        JsonPath states = show(batch);
        return states.getInt("data.states.sent") + states.getInt("data.states.delivered");
    }
}
