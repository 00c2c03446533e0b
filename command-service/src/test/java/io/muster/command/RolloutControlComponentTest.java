package io.muster.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.RolloutsUnderTest.act;
import static io.muster.command.RolloutsUnderTest.answer;
import static io.muster.command.RolloutsUnderTest.await;
import static io.muster.command.RolloutsUnderTest.commands;
import static io.muster.command.RolloutsUnderTest.listed;
import static io.muster.command.RolloutsUnderTest.rollout;
import static io.muster.command.RolloutsUnderTest.show;
import static io.muster.command.RolloutsUnderTest.tomorrow;
import static io.muster.command.RolloutsUnderTest.twoWaves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** What people do with a rollout while it goes. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class RolloutControlComponentTest {

    private final List<TestDevice> devices = new ArrayList<>();

    @AfterEach
    void devicesLeave() {
        devices.forEach(TestDevice::close);
    }

    @Test
    void aPausedOneSendsNothingAndGoesOnWhereItWas() {
        TestDevice first = device();
        String id = rollout(
                Map.of("target", listed(first, device()), "order", "list", "waves", List.of(Map.of("count", 1))));
        await(id, "data.waves[0].states.queued", 1);

        act(id, "pause").then().statusCode(200).body("data.status", equalTo("paused"));
        act(id, "pause").then().statusCode(409).body("type", equalTo("urn:muster:problem:rollout-not-there"));
        first.connect().subscribe("commands/#");
        // What is ordered by itself comes; it would come behind what had been waiting.
        Callers.reboot(first.id());
        assertThat(first.awaitMessage(0)).contains("reboot");

        act(id, "resume").then().statusCode(200).body("data.status", equalTo("running"));
        // The other one may come again meanwhile.
        Awaitility.await().untilAsserted(() -> assertThat(first.messages())
                .anySatisfy(message -> assertThat(message).contains("update")));
        assertThat(show(id).getInt("data.wave")).isEqualTo(1);
    }

    @Test
    void theNextWaveWaitsForApproval() {
        TestDevice first = device();
        TestDevice second = device();
        String id = twoWaves(first, second, Map.of("approval", true));
        answer(first, "succeeded");
        await(id, "data.status", "awaiting_approval");
        assertThat(commands(second.id())).isEmpty();

        act(id, "approve").then().statusCode(200).body("data.wave", equalTo(2));

        await(id, "data.waves[1].states.queued", 1);
        assertThat(show(id).getString("data.history[-1].by")).isEqualTo("ada@ws_abc");
    }

    @Test
    void aPersonMayAdvanceWhatIsScheduledAndWhatRuns() {
        String id = rollout(Map.of(
                "target", listed(device(), device()), "waves", List.of(Map.of("count", 1)), "startAt", tomorrow()));
        act(id, "advance").then().statusCode(200);
        await(id, "data.waves[0].states.queued", 1);

        act(id, "advance").then().statusCode(200).body("data.wave", equalTo(2));
        act(id, "advance").then().statusCode(409);
        await(id, "data.waves[1].states.queued", 1);
    }

    @Test
    void cancelingTakesBackWhatWasNotSent() {
        TestDevice device = device();
        String id = rollout(Map.of("target", listed(device)));
        await(id, "data.waves[0].states.queued", 1);

        act(id, "cancel").then().statusCode(200).body("data.status", equalTo("canceled"));

        await(id, "data.waves[0].states.canceled", 1);
        act(id, "resume").then().statusCode(409);
    }

    private TestDevice device() {
        TestDevice device = TestDevice.registered(WORKSPACE);
        devices.add(device);
        return device;
    }
}
