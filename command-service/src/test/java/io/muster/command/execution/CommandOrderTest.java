package io.muster.command.execution;

import java.time.Duration;
import java.util.Map;

import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal.FieldError;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CommandOrderTest {

    private static final CommandSettings SETTINGS = new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .addDiscoveredConverters()
            .withMapping(CommandSettings.class)
            .build()
            .getConfigMapping(CommandSettings.class);

    @Test
    void whatAnOrderDoesNotSayIsSaidByTheConfiguration() {
        CommandOrder order = CommandOrder.asked("ws_a", "ada", "reboot", null, null, null, SETTINGS);

        assertThat(order)
                .isEqualTo(new CommandOrder(
                        "ws_a", "reboot", Map.of(), Duration.ofHours(24), Duration.ofMinutes(5), "ada"));
    }

    @Test
    void eachWrongFieldIsNamed() {
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> CommandOrder.asked(
                        "ws_a", "ada", "re/boot", Map.of("text", "\0"), 0L, Long.MAX_VALUE, SETTINGS))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldError::field)
                        .containsExactly("command", "parameters", "ttlSeconds", "timeoutSeconds"));
    }
}
