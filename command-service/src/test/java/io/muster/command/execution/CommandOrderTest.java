package io.muster.command.execution;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.problem.Refusal.FieldError;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.jspecify.annotations.Nullable;
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

    private record Wanted(
            @Nullable String command,
            @Nullable Map<String, Object> parameters,
            @Nullable Long ttlSeconds,
            @Nullable Long timeoutSeconds,
            @Nullable Integer qos,
            @Nullable String coalesce)
            implements WantedCommand {}

    @Test
    void whatAnOrderDoesNotSayIsSaidByTheConfiguration() {
        CommandOrder order =
                CommandOrder.asked("ws_a", "ada", new Wanted("reboot", null, null, null, null, null), SETTINGS);

        assertThat(order)
                .isEqualTo(new CommandOrder(
                        "ws_a",
                        "reboot",
                        Map.of(),
                        Duration.ofHours(24),
                        Duration.ofMinutes(5),
                        new Delivery(1, false),
                        "ada"));
    }

    @Test
    void eachWrongFieldIsNamed() {
        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> CommandOrder.asked(
                        "ws_a",
                        "ada",
                        new Wanted("re/boot", Map.of("text", "\0"), 0L, Long.MAX_VALUE, 2, "oldest"),
                        SETTINGS))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldError::field)
                        .containsExactly("command", "parameters", "ttlSeconds", "timeoutSeconds", "qos", "coalesce"));
    }

    @Test
    void aNumberThatWouldArriveAsAnotherIsRefused() {
        Map<String, Object> parameters = Map.of("levels", List.of(1, Double.POSITIVE_INFINITY));

        assertThatExceptionOfType(InvalidRequest.class)
                .isThrownBy(() -> CommandOrder.asked(
                        "ws_a", "ada", new Wanted("dim", parameters, null, null, null, null), SETTINGS))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(FieldError::field)
                        .containsExactly("parameters"));
    }
}
