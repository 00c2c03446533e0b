package io.muster.command.rollout;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

import io.muster.command.rollout.WantedPlan.AbortPercent;
import io.muster.command.rollout.WantedPlan.WantedGates;
import io.muster.command.rollout.WantedPlan.WantedRate;
import io.muster.command.rollout.WantedPlan.WantedWave;
import io.muster.command.rollout.WantedPlan.WantedWindow;
import io.muster.command.rollout.WaveSize.Count;
import io.muster.command.rollout.WaveSize.Percent;
import io.muster.kit.problem.FieldChecks;
import io.muster.kit.problem.Refusal.FieldError;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PlanTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final FieldChecks checks = new FieldChecks();

    @Test
    void wavesTakeWhatTheyWantAndTheLastOneTheRest() {
        assertThat(Wave.of(List.of(new Count(3), new Percent(10)), 25))
                .containsExactly(new Wave(1, 0, 3), new Wave(2, 3, 3), new Wave(3, 6, 19));
    }

    @Test
    void noWaveIsEmptyOrTakesMoreThanIsLeft() {
        assertThat(Wave.of(List.of(new Percent(1), new Percent(100), new Count(5)), 4))
                .containsExactly(new Wave(1, 0, 1), new Wave(2, 1, 3));
        assertThat(Wave.of(List.of(new Count(5)), 0)).isEmpty();
    }

    @Test
    void eachWaveIsQuickerThanTheOneBefore() {
        assertThat(new Rate(30, 2).perMinute(1)).isEqualTo(30);
        assertThat(new Rate(30, 2).perMinute(3)).isCloseTo(120, within(0.001));
    }

    @Test
    void aPlanThatSaysNothingIsOneWaveOfAllByLot() {
        Plan plan = read(new WantedPlan(null, null, null, null, null, null, null));

        assertThat(checks.errors()).isEmpty();
        assertThat(plan).isEqualTo(new Plan(List.of(), new Order.Random(), Gates.NONE, null, null, false, false));
    }

    @Test
    void everyWrongFieldIsNamed() {
        read(new WantedPlan(
                List.of(new WantedWave(101.0, null), new WantedWave(null, 0L), new WantedWave(1.0, 1L)),
                "spread(name)",
                new WantedGates(0.0, new AbortPercent(-1.0, null, 200.0), 0L),
                new WantedRate(0.0, 0.5),
                new WantedWindow("8", null, List.of("monday"), "Mars/Olympus"),
                null,
                null));

        assertThat(checks.errors())
                .extracting(FieldError::field)
                .containsExactly(
                        "waves[0].percent",
                        "waves[1].count",
                        "waves[2]",
                        "order",
                        "gates.successPercent",
                        "gates.minSample",
                        "gates.abortPercent.failed",
                        "gates.abortPercent.timedOut",
                        "rate.basePerMinute",
                        "rate.factor",
                        "window.start",
                        "window.end",
                        "window.days",
                        "window.zone");
    }

    @Test
    void aFieldToSpreadByIsTypeInfoOrMetadata() {
        assertThat(read(ordered("spread(metadata.site.building)")).order())
                .isEqualTo(new Order.Spread("metadata", List.of("site", "building")));
        assertThat(read(ordered("list")).order()).isEqualTo(new Order.Listed());
        assertThat(checks.errors()).isEmpty();
    }

    @Test
    void aWindowOverMidnightBelongsToTheDayOnWhichItBegins() {
        Window window = window("22:00", "06:00", List.of("fri"), "Europe/Berlin");

        assertThat(window.isOpen(Instant.parse("2026-11-20T20:59:59Z"), ZoneOffset.UTC))
                .isFalse();
        assertThat(window.isOpen(Instant.parse("2026-11-20T21:00:00Z"), ZoneOffset.UTC))
                .isTrue();
        assertThat(window.isOpen(Instant.parse("2026-11-21T04:59:59Z"), ZoneOffset.UTC))
                .isTrue();
        assertThat(window.isOpen(Instant.parse("2026-11-21T05:00:00Z"), ZoneOffset.UTC))
                .isFalse();
        assertThat(window.isOpen(Instant.parse("2026-11-21T21:00:00Z"), ZoneOffset.UTC))
                .isFalse();
    }

    @Test
    void aWindowMayGoByTheClockOfEachDevice() {
        Window window = window("12:00", "13:00", null, "device");
        Instant noonInBerlin = Instant.parse("2026-11-20T11:00:00Z");

        assertThat(window.isOpen(noonInBerlin, BERLIN)).isTrue();
        assertThat(window.isOpen(noonInBerlin, ZoneOffset.UTC)).isFalse();
    }

    @Test
    void aWindowThatEndsWhereItBeginsLastsTheDay() {
        Window window = window("08:00", "08:00", List.of("fri"), "UTC");

        assertThat(window.isOpen(Instant.parse("2026-11-20T08:00:00Z"), ZoneOffset.UTC))
                .isTrue();
        assertThat(window.isOpen(Instant.parse("2026-11-21T07:59:59Z"), ZoneOffset.UTC))
                .isTrue();
        assertThat(window.isOpen(Instant.parse("2026-11-21T08:00:00Z"), ZoneOffset.UTC))
                .isFalse();
    }

    private Window window(String start, String end, List<String> days, String zone) {
        return new WindowReader(checks).read(new WantedWindow(start, end, days, zone));
    }

    private Plan read(WantedPlan wanted) {
        return new PlanReader(checks, 3).read(wanted);
    }

    private static WantedPlan ordered(String order) {
        return new WantedPlan(null, order, null, null, null, null, null);
    }
}
