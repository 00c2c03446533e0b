package io.muster.shadow.document;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShadowTest {

    private static final Instant MORNING = Instant.parse("2026-01-19T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    private final Shadow untouched = Shadow.untouched("ws_abc", "dev_1");

    @Test
    void aDesiredChangeLeavesADelta() {
        Shadow shadow = untouched.desire(Map.of("interval", 10), MORNING);

        assertThat(shadow.version()).isEqualTo(1);
        assertThat(shadow.isPending()).isTrue();
        assertThat(shadow.delta().values()).isEqualTo(Map.of("interval", 10));
    }

    @Test
    void anEqualReportLeavesNone() {
        Shadow shadow = untouched.desire(Map.of("interval", 10), MORNING).report(Map.of("interval", 10.0), NOON);

        assertThat(shadow.version()).isEqualTo(2);
        assertThat(shadow.isPending()).isFalse();
    }

    @Test
    void aPatchThatChangesNothingIsNoChange() {
        Shadow shadow = untouched.desire(Map.of("interval", 10), MORNING);

        assertThat(shadow.desire(Map.of("interval", 10.0), NOON)).isSameAs(shadow);
        assertThat(shadow.report(Map.of(), NOON)).isSameAs(shadow);
    }

    @Test
    void theDocumentDatesOnlyWhatIsThere() {
        Shadow shadow = untouched.desire(Map.of("interval", 10), MORNING);

        assertThat(ShadowDocument.of(shadow))
                .isEqualTo(new ShadowDocument(
                        Map.of(),
                        Map.of("interval", 10, "lastUpdated", "2026-01-19T08:00:00.000Z"),
                        Map.of("interval", 10),
                        1));
    }
}
