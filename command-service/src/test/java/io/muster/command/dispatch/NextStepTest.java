package io.muster.command.dispatch;

import java.time.Instant;
import java.util.List;

import io.muster.command.dispatch.NextStep.End;
import io.muster.command.dispatch.NextStep.Hold;
import io.muster.command.dispatch.NextStep.Send;
import io.muster.command.execution.Execution;
import io.muster.command.execution.ExecutionState;
import io.muster.command.execution.ExecutionState.Accepted;
import io.muster.command.execution.ExecutionState.Delivered;
import io.muster.command.execution.ExecutionState.Dispatched;
import io.muster.command.execution.ExecutionState.Expired;
import io.muster.command.execution.ExecutionState.InProgress;
import io.muster.command.execution.ExecutionState.Queued;
import io.muster.command.execution.ExecutionState.Rejected;
import io.muster.command.execution.ExecutionState.Sent;
import io.muster.command.execution.ExecutionState.TimedOut;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.command.execution.Examples.NOON;
import static io.muster.command.execution.Examples.execution;
import static org.assertj.core.api.Assertions.assertThat;

class NextStepTest {

    private static final String DEVICE = "dev_0hv5kzq3mx2a7";
    private static final List<String> COMMANDS = List.of("ws_a/devices/" + DEVICE + "/commands/#");
    private static final DeviceCondition LISTENING = device("active", 7, COMMANDS);
    private static final DeviceCondition AWAY = device("active", 0, List.of());
    private static final Instant DEADLINE = NOON.plusSeconds(300);
    private static final int ATTEMPTS = 3;

    @Test
    void whatIsQueuedIsSentToADeviceThatListens() {
        assertThat(next(new Queued(), LISTENING, NOON)).isEqualTo(new Send(new Queued(), Route.NATIVE));
    }

    @Test
    void whatIsQueuedWaitsForADeviceThatIsAway() {
        assertThat(next(new Queued(), AWAY, NOON)).isEqualTo(new Hold(NOON.plusSeconds(3600)));
    }

    @Test
    void whatIsQueuedWaitsForADeviceThatListensToSomethingElse() {
        DeviceCondition elsewhere = device("active", 7, List.of("ws_a/devices/" + DEVICE + "/commands/config"));

        assertThat(next(new Queued(), elsewhere, NOON)).isInstanceOf(Hold.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inactive", "unknown"})
    void whatIsQueuedWaitsForADeviceThatMayStillBecomeActive(String status) {
        assertThat(next(new Queued(), device(status, 7, COMMANDS), NOON)).isInstanceOf(Hold.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspended", "deprecated", "deleted"})
    void whatIsNotAnsweredIsRejectedForADeviceThatIsNotTalkedTo(String status) {
        DeviceCondition closed = device(status, 7, COMMANDS);

        assertThat(next(new Queued(), closed, NOON)).isEqualTo(new End(new Rejected(0, "the device is " + status)));
        assertThat(next(new Sent(2, 7, DEADLINE), closed, NOON))
                .isEqualTo(new End(new Rejected(2, "the device is " + status)));
    }

    @Test
    void whatTheDeviceMayNotHearIsRejectedAndWhatNobodyKnowsIsNot() {
        List<String> others = List.of("ws_a/devices/" + DEVICE + "/commands/config");

        assertThat(next(new Queued(), new DeviceCondition(DEVICE, "active", 0, List.of(), others), NOON))
                .isEqualTo(new End(
                        new Rejected(0, "the device may not listen to ws_a/devices/" + DEVICE + "/commands/reboot")));
        assertThat(next(new Queued(), new DeviceCondition(DEVICE, "active", 0, List.of(), List.of()), NOON))
                .isInstanceOf(Hold.class);
        assertThat(next(
                        new Queued(),
                        new DeviceCondition(DEVICE, "active", 0, List.of(), List.of("losant/" + DEVICE + "/command")),
                        NOON))
                .isInstanceOf(Hold.class);
    }

    @Test
    void whatIsUnderwayMayBeFinishedByASuspendedDeviceButNotByADeletedOne() {
        Accepted accepted = new Accepted(1, DEADLINE);

        assertThat(next(accepted, device("suspended", 0, List.of()), NOON)).isEqualTo(new Hold(DEADLINE));
        assertThat(next(accepted, device("deleted", 0, List.of()), NOON))
                .isEqualTo(new End(new Rejected(1, "the device is deleted")));
    }

    @Test
    void whatWasNeverSentExpires() {
        assertThat(next(new Queued(), LISTENING, NOON.plusSeconds(3600)))
                .isInstanceOfSatisfying(
                        End.class, end -> assertThat(end.state()).isInstanceOf(Expired.class));
    }

    @Test
    void silenceIsAnsweredBySendingAgainAndThenByWaitingUntilTheDeadline() {
        assertThat(next(new Sent(2, 7, DEADLINE), LISTENING, NOON))
                .isEqualTo(new Send(new Sent(2, 7, DEADLINE), Route.NATIVE));
        assertThat(next(new Sent(3, 7, DEADLINE), LISTENING, NOON)).isEqualTo(new Hold(DEADLINE));
        assertThat(next(new Sent(3, 7, DEADLINE), LISTENING, DEADLINE))
                .isEqualTo(new End(new TimedOut(3, "the device did not answer in time")));
    }

    @Test
    void whatWasSentToADeviceThatWentAwayWaitsForItAsIfItHadNotBeenSent() {
        Instant expiry = NOON.plusSeconds(3600);
        Delivered delivered = new Delivered(1, 7, DEADLINE);

        assertThat(next(new Sent(1, 7, DEADLINE), AWAY, NOON)).isEqualTo(new Hold(expiry));
        assertThat(next(delivered, AWAY, DEADLINE)).isEqualTo(new Hold(expiry));
        assertThat(next(delivered, AWAY, expiry))
                .isEqualTo(new End(new TimedOut(1, "the device did not answer in time")));
    }

    @Test
    void aDeviceThatCameForItsCommandItselfMustAnswerInTimeAlsoWhenItDoesNotListen() {
        Sent fetched = new Sent(1, Dispatched.FETCHED, DEADLINE);

        assertThat(next(fetched, AWAY, NOON)).isEqualTo(new Hold(DEADLINE));
        assertThat(next(fetched, AWAY, DEADLINE))
                .isEqualTo(new End(new TimedOut(1, "the device did not answer in time")));
        assertThat(next(fetched, LISTENING, NOON)).isEqualTo(new Send(fetched, Route.NATIVE));
    }

    @Test
    void aDeviceThatComesBackAfterTheDeadlineGetsItAgainAndHasAllItsTime() {
        DeviceCondition back = device("active", 8, COMMANDS);
        Sent lost = new Sent(1, 7, DEADLINE);
        Instant later = DEADLINE.plusSeconds(60);

        assertThat(next(lost, back, later)).isEqualTo(new Send(lost, Route.NATIVE));
        assertThat(lost.sent(8, later)).isEqualTo(new Sent(2, 8, later));
        assertThat(lost.sent(7, later)).isEqualTo(new Sent(2, 7, DEADLINE));
    }

    @Test
    void whatHasExpiredIsNotSentAgain() {
        Instant expiry = NOON.plusSeconds(3600);
        Sent late = new Sent(1, 7, expiry.plusSeconds(60));

        assertThat(next(late, LISTENING, expiry)).isEqualTo(new Hold(expiry.plusSeconds(60)));
    }

    @Test
    void aDeviceThatBeganMustFinishInTime() {
        assertThat(next(new InProgress(1, DEADLINE), LISTENING, DEADLINE))
                .isEqualTo(new End(new TimedOut(1, "the device did not finish in time")));
    }

    private static DeviceCondition device(String status, long session, List<String> listening) {
        return new DeviceCondition(DEVICE, status, session, listening, COMMANDS);
    }

    private static NextStep next(ExecutionState state, DeviceCondition device, Instant now) {
        Execution execution = execution(state);
        return NextStep.of(execution, device, now, ATTEMPTS);
    }
}
