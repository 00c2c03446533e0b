package io.muster.systemtests;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import io.muster.events.CommandEvent.CommandSucceeded;
import io.muster.events.Topic;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Orders to many devices while parts of the platform are away. Nothing that was ordered is lost, no device does anything
 * twice, and the counts add up. How large and how long: {@code -Dmuster.faults.devices}, {@code .broker-away} and {@code
 * .kafka-away}.
 */
class CommandsUnderFaultSystemTest {

    private static final int DEVICES = Integer.getInteger("muster.faults.devices", 20);
    /** Orders to all devices in a test. */
    private static final int ORDERS = 25;

    private static final Duration BROKER_AWAY = duration("muster.faults.broker-away", "PT2S");
    private static final Duration KAFKA_AWAY = duration("muster.faults.kafka-away", "PT3S");

    private static ObedientDevices devices;
    private static final Set<String> executions = new HashSet<>();
    private static int orders;

    @BeforeAll
    static void devicesListen() {
        STACK.awaitRecovery();
        devices = ObedientDevices.listening(DEVICES);
    }

    @AfterAll
    static void devicesLeave() {
        devices.close();
    }

    @BeforeEach
    void thePlatformHasRecovered() {
        STACK.awaitRecovery();
        awaitWhole(List.of(order()));
    }

    @Test
    void aFanOutGoesOnWhereItWasWhenTheServiceIsKilledInIt() {
        List<String> before = orders(ORDERS / 2);
        eventually().until(() -> devices.countEffects() > DEVICES * ORDERS / 10);

        STACK.kill("command");
        List<String> after = orders(ORDERS - ORDERS / 2);

        awaitWhole(Stream.concat(before.stream(), after.stream()).toList());
    }

    @Test
    void whatIsOrderedWhileTheBrokerIsAwayIsDoneWhenItIsBack() {
        List<String> before = orders(ORDERS / 2);
        STACK.command("stop", "broker");
        List<String> meanwhile = orders(ORDERS - ORDERS / 2);
        pass(BROKER_AWAY);

        STACK.command("start", "broker");

        awaitWhole(Stream.concat(before.stream(), meanwhile.stream()).toList());
    }

    @Test
    void whileKafkaIsAwayCommandsReachTheirDevicesAndAreToldOfLater() {
        FieldDevice witness = FieldDevice.commissioned().connect().obeyCommands();
        awaitStatus(order(witness), "succeeded");
        STACK.command("stop", "kafka");
        List<String> meanwhile = orders(ORDERS);
        String seen = order(witness);

        awaitWhole(meanwhile);
        awaitStatus(seen, "succeeded");
        pass(KAFKA_AWAY);
        STACK.command("start", "kafka");

        eventually()
                .ignoreExceptions()
                .until(
                        () -> Topics.await(
                                Topic.COMMAND_LIFECYCLE,
                                CommandSucceeded.class,
                                witness.id(),
                                event -> event.execution().id().equals(seen)),
                        Objects::nonNull);
        witness.disconnect();
    }

    @Test
    void whatADeviceAnswersOutOfTurnChangesNothing() {
        FieldDevice device = FieldDevice.commissioned().connect();
        FieldDevice other = FieldDevice.commissioned().connect();
        String early = order(device);
        String foreign = order(other);
        answer(device, early, "succeeded", "1");
        awaitStatus(early, "succeeded");
        String late = order(device, Map.of("command", "reboot", "timeoutSeconds", 1));

        device.subscribe("commands/#");
        awaitStatus(late, "timed_out");
        answer(device, late, "succeeded", "1");
        answer(device, early, "failed", "2");
        answer(device, foreign, "failed", "1");
        device.publish("responses", "x".repeat(1 << 20));
        eventually().until(() -> !device.mqtt().getState().isConnected());
        device.connect().obeyCommands();
        String last = order(device);

        awaitStatus(last, "succeeded");
        assertThat(show(early).getString("data.status")).isEqualTo("succeeded");
        assertThat(show(early).getInt("data.result")).isEqualTo(1);
        assertThat(show(late).getString("data.status")).isEqualTo("timed_out");
        assertThat(show(foreign).getString("data.status")).isEqualTo("queued");
        assertThat(device.messages("commands/reboot"))
                .extracting(message -> message.getString("commandId"))
                .doesNotContain(early);
        Stream.of(device, other).forEach(FieldDevice::disconnect);
    }

    private static List<String> orders(int count) {
        return Stream.generate(CommandsUnderFaultSystemTest::order).limit(count).toList();
    }

    /** Orders a command of all devices, and asks again with the same key when there is no answer. */
    private static String order() {
        String key = UUID.randomUUID().toString();
        return eventually()
                .ignoreExceptions()
                .until(
                        () -> Rest.asAdmin()
                                .header("Idempotency-Key", key)
                                .body(Map.of("command", "reboot", "deviceIds", devices.ids()))
                                .post("/devices/bulk/commands")
                                .then()
                                .statusCode(202)
                                .extract()
                                .<String>path("data.id"),
                        Objects::nonNull);
    }

    private static String order(FieldDevice device) {
        return order(device, Map.of("command", "reboot"));
    }

    private static String order(FieldDevice device, Map<String, ?> command) {
        return Rest.asAdmin()
                .body(command)
                .post("/devices/" + device.id() + "/commands")
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");
    }

    /** All of them are done, and with those before they are all that was done, each once by each device. */
    private static void awaitWhole(List<String> batches) {
        batches.forEach(CommandsUnderFaultSystemTest::awaitFinished);
        orders += batches.size();
        assertThat(executions).hasSize(orders * DEVICES);
        assertThat(devices.effects().values())
                .allSatisfy(effects -> assertThat(effects).hasSize(orders));
        assertThat(devices.effects().values().stream().flatMap(Set::stream))
                .containsExactlyInAnyOrderElementsOf(executions);
    }

    private static void awaitFinished(String batch) {
        awaitStatus(batch, "finished");
        JsonPath ended = show(batch);
        Map<String, Integer> states = ended.getMap("data.states");
        assertThat(states).containsEntry("succeeded", DEVICES);
        assertThat(states.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(DEVICES)
                .isEqualTo(ended.getInt("data.total"));
        executions.addAll(listed(batch));
    }

    private static List<String> listed(String batch) {
        return Rest.asAdmin()
                .get("/commands/" + batch + "/executions?limit=" + DEVICES)
                .then()
                .statusCode(200)
                .extract()
                .path("data.id");
    }

    private static void answer(FieldDevice device, String id, String status, String result) {
        device.publish(
                        "responses",
                        "{\"commandId\":\"" + id + "\",\"status\":\"" + status + "\",\"result\":" + result + "}")
                .join();
    }

    private static JsonPath show(String id) {
        return Rest.asAdmin()
                .get("/commands/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static void awaitStatus(String id, String status) {
        eventually().ignoreExceptions().untilAsserted(() -> assertThat(show(id).getString("data.status"))
                .isEqualTo(status));
    }

    /** Lets the platform be without the part for so long. */
    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }

    private static Duration duration(String property, String usual) {
        return Duration.parse(System.getProperty(property, usual));
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(200));
    }
}
