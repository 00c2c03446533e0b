package io.muster.command.batch;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.muster.command.batch.Turns.Given;
import io.muster.command.dispatch.DeviceCondition;
import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState.Queued;
import org.junit.jupiter.api.Test;

import static io.muster.command.execution.Examples.NOON;
import static io.muster.command.execution.Examples.execution;
import static org.assertj.core.api.Assertions.assertThat;

class PortionTest {

    private static final Execution EXECUTION = execution(new Queued());
    private static final Instant NOW = NOON.plusSeconds(5);

    @Test
    void whatADeviceCanHearIsSentAtOnce() {
        Portion portion = portion(listening(), Set.of());

        assertThat(portion.sendable()).containsExactly(EXECUTION);
        assertThat(portion.given()).isEmpty();
        assertThat(portion.isForDispatcher()).isFalse();
    }

    @Test
    void whatADeviceIsAwayForWaitsUntilItExpiresAndTakesNothingOfThePace() {
        Portion portion = portion(away(), Set.of());

        assertThat(portion.sendable()).isEmpty();
        assertThat(portion.given()).containsExactly(new Given(EXECUTION.id(), EXECUTION.expiresAt()));
        assertThat(portion.spent()).containsEntry(EXECUTION.batchId(), 0);
        assertThat(portion.isForDispatcher()).isFalse();
    }

    @Test
    void whatWouldOvertakeSomethingElseIsLeftToTheDispatcher() {
        Portion portion = portion(listening(), Set.of(EXECUTION.device()));

        assertThat(portion.sendable()).isEmpty();
        assertThat(portion.given()).containsExactly(new Given(EXECUTION.id(), NOW));
        assertThat(portion.isForDispatcher()).isTrue();
    }

    private static Portion portion(DeviceCondition device, Set<String> engaged) {
        Portion portion = new Portion(Map.of(EXECUTION.batchId(), 1), Map.of(device.device(), device), engaged, NOW);
        portion.add(EXECUTION);
        return portion;
    }

    private static DeviceCondition listening() {
        return new DeviceCondition(EXECUTION.device(), "active", 7, List.of(EXECUTION.topic()), List.of());
    }

    private static DeviceCondition away() {
        return new DeviceCondition(EXECUTION.device(), "active", 0, List.of(), List.of());
    }
}
