package io.muster.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.muster.events.CommandEvent;
import io.muster.events.CommandsDelivered;
import io.muster.events.GroupEvent.GroupCreated;
import io.muster.events.GroupEvent.GroupSnapshot;
import io.muster.events.MembershipEvent.MemberAdded;
import io.muster.events.Topic;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
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

/** Commands on their way to real devices and back. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class DeliveryComponentTest {

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
    void aListeningDeviceGetsItsCommandAndAnswers() {
        device.connect().subscribe("commands/#");
        String id = order(device.id(), Map.of("command", "config", "parameters", Map.of("interval", 10)))
                .path("data.id");

        JsonPath message = JsonPath.from(device.awaitMessage(0));
        assertThat(message.getString("commandId")).isEqualTo(id);
        assertThat(message.getString("command")).isEqualTo("config");
        assertThat(message.getInt("parameters.interval")).isEqualTo(10);
        assertThat(message.getInt("attempt")).isEqualTo(1);
        assertThat(message.getString("expiresAt")).matches("\\d{4}-.*\\.\\d{3}Z");
        answer(device, id, "accepted");
        answer(device, id, "succeeded", ",\"result\":{\"interval\":10}");

        awaitStatus(id, "succeeded");
        assertThat(show(id).getInt("data.result.interval")).isEqualTo(10);
        List<Class<?>> story = TestTopics.about(Topic.COMMAND_LIFECYCLE, device.id()).stream()
                .<Class<?>>map(Object::getClass)
                .toList();
        assertThat(story)
                .startsWith(CommandEvent.CommandQueued.class, CommandEvent.CommandSent.class)
                .contains(CommandEvent.CommandAccepted.class);
    }

    @Test
    void whatTheDevicesClientHasAcknowledgedIsDeliveredUntilTheDeviceItselfAnswers() {
        device.connect().subscribe("commands/#");
        String id = reboot(device.id());

        awaitStatus(id, "delivered");
        answer(device, id, "succeeded");

        awaitStatus(id, "succeeded");
        assertThat(show(id).getList("data.history.status", String.class)).containsSubsequence("sent", "delivered");
        TestTopics.await(Topic.COMMAND_LIFECYCLE, CommandEvent.CommandDelivered.class, event -> event.execution()
                .id()
                .equals(id));
    }

    @Test
    void aDeliveryThatIsToldTooLateOrOfAnothersCommandChangesNothing() {
        String waiting = reboot(device.id());
        try (TestDevice other = TestDevice.registered(WORKSPACE)) {
            other.connect().subscribe("commands/#");
            String id = reboot(other.id());
            answer(other, id, "succeeded");
            awaitStatus(id, "succeeded");

            TestTopics.say(delivered(other.id(), id));
            TestTopics.say(delivered(other.id(), waiting));
            TestTopics.say(delivered(device.id(), waiting));
            String last = reboot(other.id());

            awaitStatus(last, "delivered");
            assertThat(show(id).getString("data.status")).isEqualTo("succeeded");
            assertThat(show(waiting).getString("data.status")).isEqualTo("queued");
        }
    }

    @Test
    void aDeviceThatSpeaksLosantGetsItsCommandsInLosantsForm() {
        String id = order(device.id(), Map.of("command", "reboot", "parameters", Map.of("delay", 5)))
                .path("data.id");

        device.connect().subscribeTo(device.losant("command"));

        JsonPath message = JsonPath.from(device.awaitMessage(0));
        assertThat(message.getMap("").keySet()).isEqualTo(Set.of("name", "payload", "time"));
        assertThat(message.getString("name")).isEqualTo("reboot");
        assertThat(message.getInt("payload.delay")).isEqualTo(5);
        assertThat(message.getString("time.'$date'")).matches("\\d{4}-.*\\.\\d{3}Z");
        awaitStatus(id, "succeeded");
        assertThat(device.messages()).hasSize(1);
    }

    @Test
    void aDeviceThatListensToOtherCommandsOnlyIsNotSentThisOne() {
        device.connect().subscribe("commands/config");
        String id = reboot(device.id());
        String config = order(device.id(), Map.of("command", "config")).path("data.id");

        assertThat(JsonPath.from(device.awaitMessage(0)).getString("commandId")).isEqualTo(config);
        assertThat(show(id).getString("data.status")).isEqualTo("queued");
        device.subscribe("commands/reboot");
        awaitSent(id);
    }

    @Test
    void aGroupOfTwoIsReachedAndTheCountsAddUp() {
        try (TestDevice other = TestDevice.registered(WORKSPACE)) {
            String group = Ids.next("grp");
            TestTopics.say(
                    new GroupCreated(1, new GroupSnapshot(group, WORKSPACE, "Trucks", null, List.of(), 2, null, null)));
            TestTopics.say(new MemberAdded(1, WORKSPACE, group, device.id()));
            TestTopics.say(new MemberAdded(1, WORKSPACE, group, other.id()));
            device.connect().subscribe("commands/#");
            other.connect().subscribe("commands/#");

            String batch = as("operator")
                    .body(Map.of("command", "reboot"))
                    .post("/device-groups/{id}/commands", group)
                    .then()
                    .statusCode(202)
                    .extract()
                    .path("data.id");
            answer(device, JsonPath.from(device.awaitMessage(0)).getString("commandId"), "succeeded");
            answer(
                    other,
                    JsonPath.from(other.awaitMessage(0)).getString("commandId"),
                    "failed",
                    ",\"reason\":\"no power\"");

            awaitStatus(batch, "finished");
            as("viewer")
                    .get("/commands/{id}", batch)
                    .then()
                    .body("data.states.succeeded", equalTo(1))
                    .body("data.states.failed", equalTo(1))
                    .body("data.states.sent", equalTo(0))
                    .body("data.states.queued", equalTo(0));
        }
    }

    private static CommandsDelivered delivered(String device, String command) {
        return new CommandsDelivered(
                1, WORKSPACE, "a broker", List.of(new CommandsDelivered.Delivery(device, command, Instant.now())));
    }
}
