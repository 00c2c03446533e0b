package io.muster.command.rollout;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import io.muster.command.execution.Stage;
import io.muster.command.rollout.Act.Begin;
import io.muster.command.rollout.Act.Enlist;
import io.muster.command.rollout.Act.Hold;
import io.muster.command.rollout.Act.Open;
import io.muster.command.rollout.Act.Release;
import io.muster.command.rollout.Act.TakeBack;
import io.muster.command.rollout.RolloutState.Aborted;
import io.muster.command.rollout.RolloutState.AwaitingApproval;
import io.muster.command.rollout.RolloutState.Running;
import io.muster.command.rollout.RolloutState.Scheduled;
import io.muster.command.rollout.RolloutState.Succeeded;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConductorTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Gates NINETY_PERCENT = new Gates(90.0, Map.of(Stage.FAILED, 20.0), 5);
    private static final List<Wave> TWO_WAVES = List.of(new Wave(1, 0, 10), new Wave(2, 10, 90));

    private final List<Portion> portions = new ArrayList<>();

    @Test
    void aScheduledOneBeginsWhenItsTimeHasCome() {
        Scheduled scheduled = new Scheduled(NOON);

        assertThat(decide(plan(), scheduled, NOON.minusSeconds(1))).isEqualTo(new Decision(scheduled, List.of()));
        assertThat(decide(plan(), scheduled, NOON)).isEqualTo(new Decision(new Running(0), List.of(new Enlist())));
    }

    @Test
    void theFirstWaveBeginsAtOnceAndWhatBeganIsOrdered() {
        assertThat(decide(plan(), new Running(0))).isEqualTo(new Decision(new Running(1), List.of(new Begin(1))));

        Portion waiting = waiting(1, 10);
        assertThat(decide(plan(), new Running(1))).isEqualTo(new Decision(new Running(1), List.of(new Open(waiting))));
    }

    @Test
    void theNextWaveWaitsUntilEnoughHaveSucceeded() {
        ordered(1, 10, Map.of(Stage.SUCCEEDED, 8L, Stage.SENT, 2L));
        assertThat(decide(plan(), new Running(1)).state()).isEqualTo(new Running(1));

        portions.clear();
        ordered(1, 10, Map.of(Stage.SUCCEEDED, 9L, Stage.SENT, 1L));
        assertThat(decide(plan(), new Running(1))).isEqualTo(new Decision(new Running(2), List.of(new Begin(2))));
    }

    @Test
    void withoutAGateTheNextWaveWaitsUntilTheWaveHasEnded() {
        Plan ungated = plan(Gates.NONE, null, false, false);
        ordered(1, 10, Map.of(Stage.SUCCEEDED, 9L, Stage.SENT, 1L));
        assertThat(decide(ungated, new Running(1)).state()).isEqualTo(new Running(1));

        portions.clear();
        ordered(1, 10, Map.of(Stage.FAILED, 9L, Stage.EXPIRED, 1L));
        assertThat(decide(ungated, new Running(1)).state()).isEqualTo(new Running(2));
    }

    @Test
    void aFailingWaveStopsTheRestAndSaysWhy() {
        Portion failing = ordered(1, 10, Map.of(Stage.SUCCEEDED, 4L, Stage.FAILED, 1L, Stage.QUEUED, 5L));

        assertThat(decide(plan(), new Running(1)))
                .isEqualTo(new Decision(
                        new Aborted(1, "wave 1: 1 of 5 ended failed (20.0 %), the limit is 20.0 %"),
                        List.of(new TakeBack(failing))));
    }

    @Test
    void anEarlierWaveThatStillRunsStopsTheRestToo() {
        ordered(1, 10, Map.of(Stage.SUCCEEDED, 6L, Stage.FAILED, 3L, Stage.SENT, 1L));
        ordered(2, 90, Map.of(Stage.QUEUED, 90L));

        assertThat(decide(plan(), new Running(2)).state()).isInstanceOf(Aborted.class);
        assertThat(decide(plan(), new AwaitingApproval(1)).state()).isInstanceOf(Aborted.class);
    }

    @Test
    void aWaveThatEndsWithTooFewSuccessesIsTheLast() {
        ordered(1, 10, Map.of(Stage.SUCCEEDED, 8L, Stage.EXPIRED, 2L));

        assertThat(decide(plan(), new Running(1)).state())
                .isEqualTo(new Aborted(1, "wave 1: 8 of 10 succeeded (80.0 %), 90.0 % were wanted"));
    }

    @Test
    void itHasSucceededWhenEverybodyInAllWavesHasEnded() {
        ordered(1, 10, Map.of(Stage.SUCCEEDED, 9L, Stage.SENT, 1L));
        ordered(2, 90, Map.of(Stage.SUCCEEDED, 90L));
        assertThat(decide(plan(), new Running(2)).state()).isEqualTo(new Running(2));

        portions.clear();
        ordered(1, 10, Map.of(Stage.SUCCEEDED, 10L));
        ordered(2, 90, Map.of(Stage.SUCCEEDED, 90L));
        assertThat(decide(plan(), new Running(2)).state()).isEqualTo(new Succeeded(2));
    }

    @Test
    void oneForNobodyHasSucceeded() {
        assertThat(new Conductor(plan())
                        .next(new Running(0), new Progress(List.of(), List.of(), false), NOON)
                        .state())
                .isEqualTo(new Succeeded(0));
    }

    @Test
    void theNextWaveWaitsForSomebodyToAgree() {
        Plan approved = plan(NINETY_PERCENT, null, true, false);
        assertThat(decide(approved, new Running(0)).state()).isEqualTo(new Running(1));

        ordered(1, 10, Map.of(Stage.SUCCEEDED, 10L));
        assertThat(decide(approved, new Running(1)).state()).isEqualTo(new AwaitingApproval(1));
        assertThat(decide(approved, new AwaitingApproval(1)))
                .isEqualTo(new Decision(new AwaitingApproval(1), List.of()));
    }

    @Test
    void aPausedOneIsLeftAlone() {
        RolloutState paused = new Running(1).paused("somebody");
        Portion running = ordered(1, 10, Map.of(Stage.FAILED, 10L));

        assertThat(decide(plan(), paused)).isEqualTo(new Decision(paused, List.of()));
        assertThat(Conductor.hold(new Progress(TWO_WAVES, List.of(running), false)))
                .isEmpty();
    }

    @Test
    void pausingHoldsWhatIsUnderwayAndGoingOnReleasesIt() {
        Portion running = ordered(1, 10, Map.of(Stage.QUEUED, 10L));
        assertThat(Conductor.hold(new Progress(TWO_WAVES, portions, true))).containsExactly(new Hold(running));

        portions.clear();
        Portion held = portion(1, 10, "bat_1", true, Map.of(Stage.QUEUED, 10L));
        assertThat(decide(plan(), new Running(1)).acts()).containsExactly(new Release(held));
    }

    @Test
    void outsideOfItsWindowNothingBeginsAndWhatIsUnderwayRests() {
        Window night = new Window(
                LocalTime.of(22, 0), LocalTime.of(6, 0), EnumSet.allOf(DayOfWeek.class), new Window.Zone.OfDevice());
        Plan nightly = plan(NINETY_PERCENT, night, false, false);
        Portion london = ordered(1, 5, Map.of(Stage.QUEUED, 5L));
        portions.add(new Portion(2, 1, ZoneId.of("Asia/Tokyo"), null, false, new Tally(5, Map.of())));
        Portion tokyo = portions.get(1);

        assertThat(decide(nightly, new Running(1), Instant.parse("2026-11-20T14:00:00Z"))
                        .acts())
                .containsExactly(new Hold(london), new Open(tokyo));
    }

    @Test
    void aContinuousOneTakesInWhoeverJoinsUntilItIsCanceled() {
        Plan continuous = plan(NINETY_PERCENT, null, false, true);
        ordered(1, 10, Map.of(Stage.SUCCEEDED, 10L));
        assertThat(decide(continuous, new Running(1)).acts()).containsExactly(new Begin(2));

        ordered(2, 90, Map.of(Stage.SUCCEEDED, 90L));
        assertThat(decide(continuous, new Running(2)))
                .isEqualTo(new Decision(new Running(2), List.of(new Enlist(), new Begin(2))));
    }

    private Decision decide(Plan plan, RolloutState state) {
        return decide(plan, state, NOON);
    }

    private Decision decide(Plan plan, RolloutState state, Instant now) {
        return new Conductor(plan).next(state, new Progress(TWO_WAVES, portions, true), now);
    }

    private Portion waiting(int wave, long size) {
        return portion(wave, size, null, false, Map.of());
    }

    private Portion ordered(int wave, long size, Map<Stage, Long> counts) {
        return portion(wave, size, "bat_" + wave, false, counts);
    }

    private Portion portion(int wave, long size, String batch, boolean held, Map<Stage, Long> counts) {
        Portion portion = new Portion(portions.size() + 1, wave, ZoneOffset.UTC, batch, held, new Tally(size, counts));
        portions.add(portion);
        return portion;
    }

    private static Plan plan() {
        return plan(NINETY_PERCENT, null, false, false);
    }

    private static Plan plan(Gates gates, Window window, boolean approval, boolean continuous) {
        return new Plan(
                List.of(new WaveSize.Percent(10)), new Order.Random(), gates, null, window, approval, continuous);
    }
}
