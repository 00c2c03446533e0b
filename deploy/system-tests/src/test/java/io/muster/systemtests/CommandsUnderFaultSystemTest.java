package io.muster.systemtests;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

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
        devices.ids().forEach(Commands::awaitKnown);
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
        int done = devices.countEffects();
        List<String> before = orders(ORDERS / 2);
        Commands.eventually().until(() -> devices.countEffects() > done + DEVICES * ORDERS / 10);

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
        Commands.awaitStatus(order(witness), "succeeded");
        STACK.command("stop", "kafka");
        List<String> meanwhile = orders(ORDERS);
        String seen = order(witness);

        awaitWhole(meanwhile);
        Commands.awaitStatus(seen, "succeeded");
        pass(KAFKA_AWAY);
        STACK.command("start", "kafka");

        Commands.eventually().ignoreExceptions().untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + witness.id() + "/timeline?limit=100")
                .then()
                .statusCode(200)
                .body("data.findAll { it.type == 'command-succeeded' }.detail.id", hasItem(seen)));
        witness.disconnect();
    }

    @Test
    void whatADeviceAnswersOutOfTurnChangesNothing() {
        FieldDevice device = FieldDevice.commissioned().connect();
        FieldDevice other = FieldDevice.commissioned().connect();
        String early = order(device);
        String foreign = order(other);
        answer(device, early, "succeeded", "1");
        Commands.awaitStatus(early, "succeeded");
        String late = order(device, Map.of("command", "reboot", "timeoutSeconds", 1));

        device.subscribe("commands/#");
        Commands.awaitStatus(late, "timed_out");
        answer(device, late, "succeeded", "1");
        answer(device, early, "failed", "2");
        answer(device, foreign, "failed", "1");
        device.publish("responses", "x".repeat(1 << 20));
        Commands.eventually().until(() -> !device.mqtt().getState().isConnected());
        device.connect().obeyCommands();
        String last = order(device);

        Commands.awaitStatus(last, "succeeded");
        assertThat(Commands.show(early).getString("data.status")).isEqualTo("succeeded");
        assertThat(Commands.show(early).getInt("data.result")).isEqualTo(1);
        assertThat(Commands.show(late).getString("data.status")).isEqualTo("timed_out");
        assertThat(Commands.show(foreign).getString("data.status")).isEqualTo("queued");
        assertThat(device.messages("commands/reboot"))
                .extracting(message -> message.getString("commandId"))
                .doesNotContain(early);
        Stream.of(device, other).forEach(FieldDevice::disconnect);
    }

    private static List<String> orders(int count) {
        return Stream.generate(CommandsUnderFaultSystemTest::order).limit(count).toList();
    }

    /** Orders a command of all devices. */
    private static String order() {
        return Commands.order("/devices/bulk/commands", Map.of("command", "reboot", "deviceIds", devices.ids()));
    }

    private static String order(FieldDevice device) {
        return order(device, Map.of("command", "reboot"));
    }

    private static String order(FieldDevice device, Map<String, ?> command) {
        return Commands.order("/devices/" + device.id() + "/commands", command);
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
        Commands.awaitStatus(batch, "finished");
        JsonPath ended = Commands.show(batch);
        Map<String, Integer> states = ended.getMap("data.states");
        assertThat(states).containsEntry("succeeded", DEVICES);
        assertThat(states.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(DEVICES)
                .isEqualTo(ended.getInt("data.total"));
        executions.addAll(Commands.listed(batch, DEVICES));
    }

    private static void answer(FieldDevice device, String id, String status, String result) {
        device.publish(
                        "responses",
                        "{\"commandId\":\"" + id + "\",\"status\":\"" + status + "\",\"result\":" + result + "}")
                .join();
    }

    /** Lets the platform be without the part for so long. */
    private static void pass(Duration time) {
        Awaitility.await().pollDelay(time).atMost(time.plusMinutes(1)).until(() -> true);
    }

    private static Duration duration(String property, String usual) {
        return Duration.parse(System.getProperty(property, usual));
    }
}
