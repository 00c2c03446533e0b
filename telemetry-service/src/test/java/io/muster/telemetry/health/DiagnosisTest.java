package io.muster.telemetry.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.muster.telemetry.Defaults;
import io.muster.telemetry.health.Diagnosis.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DiagnosisTest {

    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    @Test
    void aDeviceThatHasSaidNothingIsUnknown() {
        Diagnosis diagnosis = Diagnosis.of(new LastWords(Map.of(), null, null), NOW, limits());

        assertThat(diagnosis.state()).isEqualTo(State.UNKNOWN);
        assertThat(diagnosis.reasons()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "batteryLevel, 21, HEALTHY",
        "batteryLevel, 20, WARNING",
        "batteryLevel, 5, CRITICAL",
        "signalStrength, 20, WARNING",
        "signalStrength, -67, HEALTHY",
        "signalStrength, -85, WARNING",
        "signalStrength, -100, CRITICAL"
    })
    void whatIsLowIsNotWell(String word, double value, State state) {
        assertThat(diagnose(Map.of(word, value)).state()).isEqualTo(state);
    }

    @ParameterizedTest
    @CsvSource({
        "memoryUsage, 84.9, HEALTHY",
        "memoryUsage, 85, WARNING",
        "cpuUsage, 95, CRITICAL",
        "storage, 90, WARNING",
        "temperature, 70, WARNING",
        "temperature, 90, CRITICAL"
    })
    void whatIsHighIsNotWell(String word, double value, State state) {
        assertThat(diagnose(Map.of("diagnostics", Map.of(word, value))).state()).isEqualTo(state);
    }

    @Test
    void theWorstHoldsAndEveryReasonIsNamed() {
        Diagnosis diagnosis = diagnose(Map.of("status", "error", "batteryLevel", 15));

        assertThat(diagnosis.state()).isEqualTo(State.CRITICAL);
        assertThat(diagnosis.reasons())
                .containsExactly("the device said that it has an error", "batteryLevel is 15, at or below 20.0");
    }

    @Test
    void aDeviceThatSaysSoOrSaysNothingForLongIsOffline() {
        Instant longAgo = NOW.minus(Duration.ofMinutes(15)).minusMillis(1);

        assertThat(diagnose(Map.of("status", "offline")).state()).isEqualTo(State.OFFLINE);
        assertThat(Diagnosis.of(new LastWords(Map.of(), null, longAgo), NOW, limits())
                        .state())
                .isEqualTo(State.OFFLINE);
    }

    private static Diagnosis diagnose(Map<String, Object> health) {
        return Diagnosis.of(new LastWords(health, NOW, NOW), NOW, limits());
    }

    private static HealthLimits limits() {
        return Defaults.of(HealthLimits.class);
    }
}
