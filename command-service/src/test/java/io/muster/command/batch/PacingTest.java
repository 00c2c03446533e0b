package io.muster.command.batch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who gives out how many. */
class PacingTest {

    private static final Instant NOW = Clock.systemUTC().instant();

    private static final Map<String, Integer> PLENTY = Map.of("ws_a", 1000, "ws_b", 1000);

    @Test
    void workspacesShareAlikeHoweverManyBatchesTheyHave() {
        List<Turn> turns = List.of(turn("1", "ws_a", 100), turn("2", "ws_a", 100), turn("3", "ws_b", 100));

        assertThat(new Pacing(turns, Map.of(), PLENTY).shares(40)).isEqualTo(Map.of("1", 10, "2", 10, "3", 20));
    }

    @Test
    void whatOneDoesNotNeedGoesToTheOthers() {
        List<Turn> turns = List.of(turn("1", "ws_a", 3), turn("2", "ws_a", 100), turn("3", "ws_b", 5));

        assertThat(new Pacing(turns, Map.of(), PLENTY).shares(40)).isEqualTo(Map.of("1", 3, "2", 32, "3", 5));
    }

    @Test
    void noBatchGetsMoreThanItsOwnPaceAllows() {
        List<Turn> turns = List.of(turn("1", "ws_a", 100), turn("2", "ws_a", 100), turn("3", "ws_b", 100));

        assertThat(new Pacing(turns, Map.of("1", 2, "3", 0), PLENTY).shares(40)).isEqualTo(Map.of("1", 2, "2", 38));
    }

    @Test
    void noWorkspaceGetsMoreThanItsPaceAllows() {
        List<Turn> turns = List.of(turn("1", "ws_a", 100), turn("2", "ws_b", 100));

        assertThat(new Pacing(turns, Map.of(), Map.of("ws_a", 7, "ws_b", 1000)).shares(40))
                .isEqualTo(Map.of("1", 7, "2", 33));
    }

    @Test
    void whoeverHasWaitedLongestComesFirstWhereThereIsNotEnoughForAll() {
        List<Turn> turns = List.of(turn("1", "ws_b", 100), turn("2", "ws_a", 100));

        assertThat(new Pacing(turns, Map.of(), PLENTY).shares(1)).isEqualTo(Map.of("1", 1));
        assertThat(new Pacing(turns, Map.of(), PLENTY).shares(0)).isEmpty();
        assertThat(new Pacing(turns, Map.of(), PLENTY).shares(-5)).isEmpty();
    }

    private static Turn turn(String batch, String workspace, long remaining) {
        return new Turn(batch, workspace, remaining, null, new Bucket(0, NOW));
    }
}
