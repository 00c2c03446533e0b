package io.muster.command;

import java.time.Instant;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.awaitSent;
import static io.muster.command.Callers.awaitStatus;
import static io.muster.command.Callers.order;
import static io.muster.command.Callers.reboot;
import static io.muster.command.Callers.show;
import static io.muster.command.DeviceAnswers.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** What devices say of their commands, and what comes of silence; retries are short in tests (see microprofile-config.properties). */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class AnswersComponentTest {

    private TestDevice device;

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE);
    }

    @AfterEach
    void theDeviceGoes() {
        device.close();
    }

    @Test
    void silenceIsAnsweredBySendingAgainAndInTheEndByGivingUp() {
        device.connect().subscribe("commands/#");
        String id = order(device.id(), Map.of("command", "reboot", "timeoutSeconds", 8))
                .path("data.id");

        awaitStatus(id, "timed_out");
        assertThat(device.messages().stream()
                        .map(JsonPath::from)
                        .map(message -> message.getString("commandId") + " " + message.getInt("attempt")))
                .startsWith(id + " 1", id + " 2")
                .isSubsetOf(id + " 1", id + " 2", id + " 3");
    }

    @Test
    void everyStepIsKeptWithItsTimeAndReason() {
        device.connect().subscribe("commands/#");
        String id = reboot(device.id());
        device.awaitMessage(0);
        awaitSent(id);
        answer(device, id, "accepted");
        answer(device, id, "failed", ",\"reason\":\"no \\npower\"");
        awaitStatus(id, "failed");

        JsonPath shown = show(id);

        assertThat(shown.getList("data.history.status", String.class))
                .startsWith("queued", "sent")
                .endsWith("accepted", "failed");
        assertThat(shown.getString("data.history[-1].reason")).isEqualTo("no \npower");
        assertThat(shown.getList("data.history.at", String.class).stream()
                        .map(Instant::parse)
                        .toList())
                .isSorted();
    }

    @Test
    void whatIsNoAnswerToThisDevicesCommandChangesNothing() {
        try (TestDevice other = TestDevice.registered(WORKSPACE)) {
            other.connect();
            device.connect().subscribe("commands/#");
            String id = reboot(device.id());
            device.awaitMessage(0);

            answer(other, id, "failed");
            device.publish("responses", "{\"commandId\":");
            answer(device, "cmd_0hv5kzq3mx2a7", "failed");
            answer(device, id, "failed", ",\"result\":\"" + "x".repeat(2000) + "\"");
            answer(device, id, "succeeded", ",\"result\":1");
            answer(device, id, "succeeded", ",\"result\":2");
            answer(device, id, "failed");
            String last = reboot(device.id());
            answer(device, last, "succeeded");

            awaitStatus(last, "succeeded");
            assertThat(show(id).getString("data.status")).isEqualTo("succeeded");
            assertThat(show(id).getInt("data.result")).isEqualTo(1);
        }
    }

    @Test
    void whatWasSentCannotBeCanceled() {
        device.connect().subscribe("commands/#");
        String id = reboot(device.id());
        device.awaitMessage(0);
        awaitSent(id);
        answer(device, id, "accepted");
        awaitStatus(id, "accepted");

        as("operator")
                .delete("/commands/{id}", id)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:command-not-queued"));
    }
}
