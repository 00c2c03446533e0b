package io.muster.command;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.awaitStatus;
import static io.muster.command.Callers.order;
import static io.muster.command.Callers.reboot;
import static io.muster.command.Callers.show;
import static org.assertj.core.api.Assertions.assertThat;

/** Commands that wait for their device. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class HeldCommandsComponentTest {

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

    @Test
    void aNewSessionGetsWhatTheOldOneDidNotAnswer() {
        device.connect().subscribe("commands/#");
        String id = reboot(device.id());
        device.awaitMessage(0);
        device.disconnect();

        device.connect().subscribe("commands/#");

        assertThat(JsonPath.from(device.awaitMessage(1)).getString("commandId")).isEqualTo(id);
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
}
