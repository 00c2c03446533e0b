package io.muster.shadow.document;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ShadowTest {

    private static final Instant MORNING = Instant.parse("2026-01-19T08:00:00Z");
    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    private final Shadow untouched = Shadow.untouched(ShadowId.of("ws_abc", "dev_1"));

    @Test
    void aDesiredChangeLeavesADelta() {
        Shadow shadow = desire(untouched, Map.of("interval", 10), MORNING);

        assertThat(shadow.version()).isEqualTo(1);
        assertThat(shadow.isPending()).isTrue();
        assertThat(shadow.delta().values()).isEqualTo(Map.of("interval", 10));
    }

    @Test
    void anEqualReportLeavesNone() {
        Shadow shadow = report(desire(untouched, Map.of("interval", 10), MORNING), Map.of("interval", 10.0), NOON);

        assertThat(shadow.version()).isEqualTo(2);
        assertThat(shadow.isPending()).isFalse();
    }

    @Test
    void aPatchThatChangesNothingIsNoNewVersion() {
        Shadow shadow = desire(untouched, Map.of("interval", 10), MORNING);

        assertThat(desire(shadow, Map.of("interval", 10.0), NOON).version()).isEqualTo(1);
        assertThat(report(shadow, Map.of(), NOON).version()).isEqualTo(1);
    }

    @Test
    void theDocumentSaysWhenAndByWhomEachValueWasSaid() {
        Shadow shadow = desire(untouched, Map.of("interval", 10), MORNING);
        Shadow after = report(shadow, Map.of("led", Map.of("on", true)), NOON);

        ShadowDocument document = ShadowDocument.of(after);

        assertThat(document.desired()).isEqualTo(Map.of("interval", 10, "lastUpdated", "2026-01-19T08:00:00.000Z"));
        assertThat(document.metadata().desired())
                .isEqualTo(Map.of("interval", Map.of("timestamp", "2026-01-19T08:00:00.000Z", "source", "person")));
        assertThat(document.metadata().reported())
                .isEqualTo(Map.of(
                        "led", Map.of("on", Map.of("timestamp", "2026-01-19T12:00:00.000Z", "source", "device"))));
    }

    @Test
    void aSideThatIsEmptyIsNotDated() {
        Shadow shadow = desire(desire(untouched, Map.of("a", 1), MORNING), removing("a"), NOON);

        assertThat(ShadowDocument.of(shadow).desired()).isEmpty();
        assertThat(ShadowDocument.of(shadow).metadata().desired()).isEmpty();
    }

    @Test
    void whereTheDeviceWinsOnlyWhatItNeverSpokeOfIsAskedFor() {
        Shadow shadow = untouched.desire(
                Map.of("mode", "eco", "led", Map.of("on", true)),
                Map.of("mode", Policy.DEVICE_WINS, "led", Policy.DEVICE_WINS),
                Source.PERSON,
                MORNING);
        assertThat(shadow.delta().values()).containsOnlyKeys("mode", "led");

        Shadow after = report(shadow, Map.of("mode", "boost", "led", Map.of("on", false)), NOON);

        assertThat(after.isPending()).isFalse();
    }

    @Test
    void whereTheNewestWinsTheLaterWordStands() {
        Shadow shadow = untouched.desire(Map.of("mode", "eco"), Map.of("mode", Policy.NEWEST), Source.PERSON, MORNING);

        Shadow later = report(shadow, Map.of("mode", "boost"), NOON);
        Shadow again = desire(later, Map.of("mode", "eco"), NOON.plusSeconds(1));

        assertThat(later.isPending()).isFalse();
        assertThat(again.delta().values()).isEqualTo(Map.of("mode", "eco"));
        assertThat(again.version()).isEqualTo(later.version() + 1);
        assertThat(report(again, Map.of("mode", "boost"), NOON.plusSeconds(2)).isPending())
                .isFalse();
    }

    @Test
    void thePolicyOfAnObjectCountsForItsKeysAndGoesWithTheKey() {
        Shadow shadow = untouched.desire(
                Map.of("led", Map.of("on", true, "color", "red")),
                Map.of("led", Policy.DEVICE_WINS, "led.color", Policy.NEWEST, "none", Policy.NEWEST),
                Source.PERSON,
                NOON);
        assertThat(shadow.policies()).containsOnlyKeys("led", "led.color");

        Shadow after =
                shadow.report(Map.of("led", Map.of("on", false, "color", "blue")), Source.DEVICE, MORNING, NOON, 9);

        assertThat(after.delta().values()).isEqualTo(Map.of("led", Map.of("color", "red")));
        assertThat(desire(after, removing("led"), NOON).policies()).isEmpty();
    }

    @Test
    void whatTheDeviceRejectsIsNotAskedForUntilSomethingElseIsDesired() {
        Shadow shadow = desire(untouched, Map.of("a", 1, "led", Map.of("on", true, "color", "red")), MORNING);

        Shadow rejected = shadow.reject(Map.of("led.color", "no such color", "unknown", "what?"), NOON);

        assertThat(rejected.rejected()).containsOnlyKeys("led.color");
        assertThat(rejected.version()).isEqualTo(2);
        assertThat(rejected.delta().values()).isEqualTo(Map.of("a", 1, "led", Map.of("on", true)));
        assertThat(rejected.reject(Map.of("led.color", "no such color"), NOON).version())
                .isEqualTo(2);
        assertThat(desire(rejected, Map.of("a", 2), NOON).rejected()).isNotEmpty();
        assertThat(desire(rejected, Map.of("led", Map.of("color", "blue")), NOON)
                        .delta()
                        .values())
                .isEqualTo(Map.of("a", 1, "led", Map.of("on", true, "color", "blue")));
    }

    @Test
    void aRejectionEndsWhenTheDeviceDoesItAfterAll() {
        Shadow shadow = desire(untouched, Map.of("a", 1), MORNING).reject(Map.of("a", "later"), NOON);

        assertThat(report(shadow, Map.of("a", 1), NOON).rejected()).isEmpty();
    }

    @Test
    void aDeviceMayTakeItsNoBack() {
        Shadow shadow = desire(untouched, Map.of("a", 1), MORNING).reject(Map.of("a", "later"), NOON);

        assertThat(shadow.reject(removingReason("a"), NOON).delta().values()).isEqualTo(Map.of("a", 1));
    }

    @Test
    void whatIsClearedDoesNotComeBackWithALateReport() {
        Shadow shadow = report(desire(untouched, Map.of("a", 1), MORNING), Map.of("b", 1), MORNING);

        Shadow cleared = shadow.clear(Layers.NONE, Source.PERSON, NOON);
        Shadow late = cleared.report(Map.of("b", 2), Source.DEVICE, MORNING, NOON.plusSeconds(1), 9);

        assertThat(cleared.version()).isEqualTo(3);
        assertThat(cleared.desired().state().isEmpty()).isTrue();
        assertThat(late.reported().state().isEmpty()).isTrue();
        assertThat(report(late, Map.of("b", 3), NOON.plusSeconds(1)).reported().state())
                .isEqualTo(new State(Map.of("b", 3)));
    }

    @Test
    void replacingKeepsTheStampsOfWhatStays() {
        Shadow shadow = desire(untouched, Map.of("a", 1, "b", 1), MORNING);

        Shadow after = shadow.replace(Map.of("a", 1, "c", 1), Map.of(), Layers.NONE, Source.PERSON, NOON);

        assertThat(after.desired().state()).isEqualTo(new State(Map.of("a", 1, "c", 1)));
        assertThat(after.desired().root().children().get("a").stamp()).isEqualTo(new Stamp(MORNING, Source.PERSON));
    }

    @Test
    void soManyRemovalsAreRememberedTheNewestOfThem() {
        Shadow shadow = untouched;
        for (int i = 0; i < 5; i++) {
            shadow = shadow.report(removing("key" + i), Source.DEVICE, MORNING.plusSeconds(i), NOON, 3);
        }

        assertThat(shadow.reported().root().children()).containsOnlyKeys("key2", "key3", "key4");
    }

    private static Shadow desire(Shadow shadow, Map<String, @Nullable Object> patch, Instant at) {
        return shadow.desire(patch, Map.of(), Source.PERSON, at);
    }

    private static Shadow report(Shadow shadow, Map<String, @Nullable Object> patch, Instant at) {
        return shadow.report(patch, Source.DEVICE, null, at, 9);
    }

    private static Map<String, @Nullable String> removingReason(String key) {
        return Collections.singletonMap(key, null);
    }

    private static Map<String, @Nullable Object> removing(String key) {
        return Collections.singletonMap(key, null);
    }
}
