package io.muster.command.execution;

import java.time.Instant;
import java.util.Map;

import io.muster.command.execution.Answer.Verdict;
import io.muster.command.execution.ExecutionState.Accepted;
import io.muster.command.execution.ExecutionState.Canceled;
import io.muster.command.execution.ExecutionState.Failed;
import io.muster.command.execution.ExecutionState.InProgress;
import io.muster.command.execution.ExecutionState.Queued;
import io.muster.command.execution.ExecutionState.Rejected;
import io.muster.command.execution.ExecutionState.Sent;
import io.muster.command.execution.ExecutionState.Succeeded;
import io.muster.events.CommandEvent.CommandFailed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.muster.command.execution.Examples.NOON;
import static io.muster.command.execution.Examples.execution;
import static org.assertj.core.api.Assertions.assertThat;

class ExecutionTest {

    private static final Instant DEADLINE = NOON.plusSeconds(300);
    private static final Instant LATER = NOON.plusSeconds(10);

    @Test
    void whatIsQueuedIsSentForTheFirstTime() {
        assertThat(new Queued().sent(7, DEADLINE)).isEqualTo(new Sent(1, 7, DEADLINE));
    }

    @Test
    void whatIsSentAgainKeepsItsDeadlineInItsSession() {
        assertThat(new Sent(1, 7, DEADLINE).sent(7, DEADLINE.plusSeconds(60))).isEqualTo(new Sent(2, 7, DEADLINE));
    }

    @Test
    void acceptingGivesTheDeviceItsWholeTimeAnew() {
        Execution accepted = execution(new Sent(1, 7, DEADLINE))
                .answered(new Answer(Verdict.ACCEPTED, null, null), LATER)
                .orElseThrow();

        assertThat(accepted.state()).isEqualTo(new Accepted(1, LATER.plusSeconds(300)));
        assertThat(accepted.dueAt()).isEqualTo(LATER.plusSeconds(300));
    }

    @Test
    void anAnswerProvesThatTheCommandArrivedEvenIfItsSendingWasForgotten() {
        assertThat(execution(new Queued()).answered(new Answer(Verdict.SUCCEEDED, null, null), LATER))
                .map(Execution::state)
                .contains(new Succeeded(0));
    }

    @Test
    void theResultIsKeptAndNothingIsDueAnyMore() {
        Execution done = execution(new Accepted(1, DEADLINE))
                .answered(new Answer(Verdict.SUCCEEDED, Map.of("uptime", 3), null), LATER)
                .orElseThrow();

        assertThat(done.result()).isEqualTo(Map.of("uptime", 3));
        assertThat(done.dueAt()).isNull();
        assertThat(done.updatedAt()).isEqualTo(LATER);
    }

    @Test
    void aFailureKeepsItsReasonAndSaysItInItsEvent() {
        Execution failed = execution(new InProgress(2, DEADLINE))
                .answered(new Answer(Verdict.FAILED, null, "no power"), LATER)
                .orElseThrow();

        assertThat(failed.state()).isEqualTo(new Failed(2, "no power"));
        assertThat(failed.event(9)).isInstanceOfSatisfying(CommandFailed.class, event -> {
            assertThat(event.revision()).isEqualTo(9);
            assertThat(event.execution().reason()).isEqualTo("no power");
            assertThat(event.execution().attempt()).isEqualTo(2);
            assertThat(event.execution().at()).isEqualTo(LATER);
        });
    }

    @Test
    void acceptingTwiceOrAfterTheBeginningChangesNothing() {
        Answer accepted = new Answer(Verdict.ACCEPTED, null, null);

        assertThat(execution(new Accepted(1, DEADLINE)).answered(accepted, LATER))
                .isEmpty();
        assertThat(execution(new InProgress(1, DEADLINE)).answered(accepted, LATER))
                .isEmpty();
    }

    @Test
    void progressChangesSomethingOnlyIfItSaysSomethingNew() {
        Answer half = new Answer(Verdict.IN_PROGRESS, Map.of("percent", 50), null);
        Execution halfDone =
                execution(new InProgress(1, DEADLINE)).answered(half, LATER).orElseThrow();

        assertThat(halfDone.answered(half, LATER)).isEmpty();
        assertThat(halfDone.answered(new Answer(Verdict.IN_PROGRESS, Map.of("percent", 60), null), LATER))
                .map(Execution::result)
                .contains(Map.of("percent", 60));
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void whatIsFinishedHearsNoAnswers(Verdict verdict) {
        Answer late = new Answer(verdict, Map.of("late", true), "late");

        assertThat(execution(new Succeeded(1)).answered(late, LATER)).isEmpty();
        assertThat(execution(new Rejected(1, null)).answered(late, LATER)).isEmpty();
        assertThat(execution(new Canceled("canceled by ada")).answered(late, LATER))
                .isEmpty();
    }
}
