package io.muster.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
import org.awaitility.Awaitility;
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
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Commands on their way to real devices and back; retries are short in tests (see microprofile-config.properties). */
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
        answer(device, id, "accepted", "");
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
        answer(device, id, "succeeded", "");

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
            answer(other, id, "succeeded", "");
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

    private static CommandsDelivered delivered(String device, String command) {
        return new CommandsDelivered(
                1, WORKSPACE, "a broker", List.of(new CommandsDelivered.Delivery(device, command, Instant.now())));
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
    void aDeviceThatWasAwayGetsItsCommandsInTheirOrderWhenItListens() {
        List<String> ids = List.of(reboot(device.id()), reboot(device.id()), reboot(device.id()));

        device.connect().subscribe("commands/#");

        device.awaitMessage(2);
        assertThat(device.messages().stream()
                        .map(text -> JsonPath.from(text).getString("commandId"))
                        .distinct())
                .containsExactlyElementsOf(ids);
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
            answer(device, JsonPath.from(device.awaitMessage(0)).getString("commandId"), "succeeded", "");
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

    @Test
    void silenceIsAnsweredBySendingAgainAndInTheEndByGivingUp() {
        device.connect().subscribe("commands/#");
        String id = order(device.id(), Map.of("command", "reboot", "timeoutSeconds", 8))
                .path("data.id");

        awaitStatus(id, "timed_out");
        assertThat(device.messages().stream()
                        .map(JsonPath::from)
                        .map(message -> message.getString("commandId") + " " + message.getInt("attempt")))
                .containsExactly(id + " 1", id + " 2", id + " 3");
    }

    @Test
    void theNewestOfTheCommandsThatSayItTakesThePlaceOfTheOthers() {
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(level -> order(
                                device.id(),
                                Map.of("command", "dim", "parameters", Map.of("level", level), "coalesce", "latest"))
                        .<String>path("data.id"))
                .toList();
        String other = reboot(device.id());
        awaitStatus(ids.get(0), "canceled");
        awaitStatus(ids.get(1), "canceled");

        device.connect().subscribe("commands/#");

        assertThat(show(ids.get(1)).getString("data.reason")).isEqualTo("replaced by " + ids.get(2));
        assertThat(List.of(commandId(0), commandId(1))).containsExactly(ids.get(2), other);
    }

    @Test
    void aDeviceThatComesBackIsGivenSomeOfItsCommandsAtOnceAndThenTheOthersInTheirOrder() {
        List<String> ids =
                IntStream.range(0, 12).mapToObj(n -> reboot(device.id())).toList();

        device.connect().subscribe("commands/#");
        device.awaitMessage(4);
        String late = reboot(device.id());

        Awaitility.await().untilAsserted(() -> assertThat(firstOf(device.messages()))
                .containsExactlyElementsOf(
                        Stream.concat(ids.stream(), Stream.of(late)).toList()));
    }

    private String commandId(int message) {
        return JsonPath.from(device.awaitMessage(message)).getString("commandId");
    }

    /** Without those that came again. */
    private static List<String> firstOf(List<String> messages) {
        return messages.stream()
                .map(text -> JsonPath.from(text).getString("commandId"))
                .distinct()
                .toList();
    }

    @Test
    void everyStepIsKeptWithItsTimeAndReason() {
        device.connect().subscribe("commands/#");
        String id = reboot(device.id());
        device.awaitMessage(0);
        awaitSent(id);
        answer(device, id, "accepted", "");
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
    void aNewSessionGetsWhatTheOldOneDidNotAnswer() {
        device.connect().subscribe("commands/#");
        String id = reboot(device.id());
        device.awaitMessage(0);
        device.disconnect();

        device.connect().subscribe("commands/#");

        assertThat(JsonPath.from(device.awaitMessage(1)).getString("commandId")).isEqualTo(id);
    }

    @Test
    void whatIsNoAnswerToThisDevicesCommandChangesNothing() {
        try (TestDevice other = TestDevice.registered(WORKSPACE)) {
            other.connect();
            device.connect().subscribe("commands/#");
            String id = reboot(device.id());
            device.awaitMessage(0);

            other.publish("responses", "{\"commandId\":\"" + id + "\",\"status\":\"failed\"}");
            device.publish("responses", "{\"commandId\":");
            device.publish("responses", "{\"commandId\":\"cmd_0hv5kzq3mx2a7\",\"status\":\"failed\"}");
            answer(device, id, "failed", ",\"result\":\"" + "x".repeat(2000) + "\"");
            answer(device, id, "succeeded", ",\"result\":1");
            answer(device, id, "succeeded", ",\"result\":2");
            answer(device, id, "failed", "");
            String last = reboot(device.id());
            answer(device, last, "succeeded", "");

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
        answer(device, id, "accepted", "");
        awaitStatus(id, "accepted");

        as("operator")
                .delete("/commands/{id}", id)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:command-not-queued"));
    }

    private static void answer(TestDevice device, String id, String status, String more) {
        device.publish("responses", "{\"commandId\":\"" + id + "\",\"status\":\"" + status + "\"" + more + "}");
    }
}
