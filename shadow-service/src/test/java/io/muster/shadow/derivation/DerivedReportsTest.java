package io.muster.shadow.derivation;

import java.time.Instant;
import java.util.Map;

import io.muster.events.StateReported;
import io.muster.events.StateReported.Reading;
import io.muster.shadow.change.Report;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DerivedReportsTest {

    private static final Instant MORNING = Instant.parse("2026-01-19T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    @Test
    void aValueHasItsNameAndTheTimeOfItsMeasurement() {
        assertThat(DerivedReports.of(state(Map.of(
                        "status", new Reading(Map.of("firmware", "2.0"), null, NOON),
                        "climate", new Reading(Map.of("temperature", 21.5, "humidity", 40), null, MORNING)))))
                .containsExactly(
                        report(Map.of("temperature", 21.5, "humidity", 40), MORNING),
                        report(Map.of("firmware", "2.0"), NOON));
    }

    @Test
    void theOnlyValueOfAChannelHasTheNameOfTheChannel() {
        assertThat(DerivedReports.of(state(Map.of("pressure", new Reading(Map.of("value", 1013), "hPa", NOON)))))
                .containsExactly(report(Map.of("pressure", 1013), NOON));
    }

    @Test
    void aNameThatIsOursIsLeftOut() {
        assertThat(DerivedReports.of(state(Map.of("a", new Reading(Map.of("lastUpdated", 1, "b", 2), null, NOON)))))
                .containsExactly(report(Map.of("b", 2), NOON));
    }

    private static StateReported state(Map<String, Reading> channels) {
        return new StateReported(1, "ws_abc", "dev_1", NOON, channels, null);
    }

    private static Report report(Map<String, Object> patch, Instant said) {
        return new Report(patch, Map.of(), null, said);
    }
}
