package io.muster.command.live;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.muster.command.execution.Stage;
import io.muster.command.execution.Step;
import io.muster.command.live.LiveEvent.Counted;
import io.muster.command.live.LiveEvent.Ended;
import io.muster.command.live.LiveEvent.Quiet;
import io.muster.command.live.LiveEvent.Stepped;
import io.muster.command.live.Sighting.OfBatch;
import io.muster.command.live.Sighting.OfCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TellingTest {

    private static final Step QUEUED = step(Stage.QUEUED);
    private static final Step SENT = step(Stage.SENT);
    private static final Step DONE = step(Stage.SUCCEEDED);

    @Test
    void eachStepIsToldOnce() {
        Telling telling = new Telling(null);

        assertThat(telling.of(command(false, QUEUED))).containsExactly(new Stepped("1", QUEUED));
        assertThat(telling.of(command(false, QUEUED))).containsExactly(new Quiet());
        OfCommand over = command(true, QUEUED, SENT, DONE);
        assertThat(telling.of(over)).containsExactly(new Stepped("2", SENT), new Stepped("3", DONE), new Ended(over));
    }

    @Test
    void whoComesAgainGoesOnWhereItWas() {
        assertThat(new Telling("1").of(command(false, QUEUED, SENT))).containsExactly(new Stepped("2", SENT));
        OfCommand over = command(true, QUEUED, SENT, DONE);
        assertThat(new Telling("3").of(over)).containsExactly(new Ended(over));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-1", "7", "99999999999999999999", "1-0-0", "abc"})
    void ofAnIdThatCannotBeAllIsToldAgain(String lastEventId) {
        assertThat(new Telling(lastEventId).of(command(false, QUEUED, SENT)))
                .containsExactly(new Stepped("1", QUEUED), new Stepped("2", SENT));
    }

    @Test
    void aBatchIsToldWhenItsCountsHaveChanged() {
        OfBatch first = new OfBatch("bat_1", "ws_a", Map.of(Stage.QUEUED, 2L), false);
        OfBatch second = new OfBatch("bat_1", "ws_a", Map.of(Stage.QUEUED, 1L, Stage.SENT, 1L), false);
        Telling telling = new Telling(null);

        LiveEvent told = telling.of(first).get(0);
        assertThat(told).isEqualTo(new Counted("2-0-0-0-0-0-0-0-0-0-0", first.counts()));
        assertThat(telling.of(first)).containsExactly(new Quiet());
        assertThat(telling.of(second)).hasOnlyElementsOfType(Counted.class);
        Telling again = new Telling(((Counted) told).id());
        assertThat(again.of(first)).containsExactly(new Quiet());
        assertThat(again.of(second)).hasOnlyElementsOfType(Counted.class);
    }

    private static OfCommand command(boolean finished, Step... steps) {
        return new OfCommand("cmd_1", "ws_a", List.of(steps), null, finished);
    }

    private static Step step(Stage stage) {
        return new Step(stage, 0, null, Instant.EPOCH);
    }
}
