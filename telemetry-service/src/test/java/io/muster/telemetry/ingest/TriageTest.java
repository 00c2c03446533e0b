package io.muster.telemetry.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TriageTest {

    private static final IncomingMessage GOOD = Messages.message("telemetry/a", "{\"a\":1}");
    private static final IncomingMessage BAD = Messages.message("telemetry/a", "[1, 2, 3]");

    private final Triage triage = new Triage(Messages.parser(), 4, 2);

    @ParameterizedTest
    @ValueSource(strings = {"active", "inactive", "deprecated"})
    void whatTheBrokerLetThroughIsRead(String status) {
        Batch batch = triage.sort(List.of(GOOD, BAD, GOOD), Map.of("dev_a", sender("ws_a", status, false)));

        assertThat(batch.readings()).hasSize(2);
        assertThat(batch.rejections()).extracting(Rejection::reason).containsExactly(RejectionReason.BAD_VALUE);
        assertThat(batch.early()).isEmpty();
    }

    @Test
    void aRejectionKeepsTheFirstBytesAndSaysWhereTheyCameFrom() {
        Rejection rejection = reject(sender("ws_a", "active", false), BAD);

        assertThat(new String(rejection.head(), StandardCharsets.UTF_8)).isEqualTo("[1, ");
        assertThat(rejection.topic()).isEqualTo("ws_a/devices/dev_a/telemetry/a");
    }

    @Test
    void aSuspendedDeviceIsRejected() {
        assertThat(reject(sender("ws_a", "suspended", false), GOOD).reason()).isEqualTo(RejectionReason.SUSPENDED);
    }

    @Test
    void ofADeletedDeviceNothingIsKept() {
        Rejection rejection = reject(sender("ws_a", "active", true), GOOD);

        assertThat(rejection.reason()).isEqualTo(RejectionReason.DELETED);
        assertThat(rejection.head()).isEmpty();
    }

    @Test
    void aDeviceOfAnotherWorkspaceIsUnknownInThisOne() {
        assertThat(reject(sender("ws_b", "active", false), GOOD).reason()).isEqualTo(RejectionReason.UNKNOWN_DEVICE);
    }

    @Test
    void aDeviceThatIsNotKnownYetWaitsAndIsThenRejected() {
        Batch first = triage.sort(List.of(GOOD), Map.of());
        Batch later = triage.sortWaiting(List.of(new EarlyMessage(7, GOOD)), Map.of());

        assertThat(first.early()).containsExactly(GOOD);
        assertThat(first.rejections()).isEmpty();
        assertThat(later.early()).isEmpty();
        assertThat(later.settled()).containsExactly(7L);
        assertThat(later.rejections()).extracting(Rejection::reason).containsExactly(RejectionReason.UNKNOWN_DEVICE);
    }

    @Test
    void aDeviceThatHasBecomeKnownWaitsNoLonger() {
        Batch batch = triage.sortWaiting(
                List.of(new EarlyMessage(7, GOOD)), Map.of("dev_a", sender("ws_a", "active", false)));

        assertThat(batch.readings()).hasSize(1);
        assertThat(batch.settled()).containsExactly(7L);
    }

    @Test
    void whatIsOlderThanReadingsOfTheDeviceAreKeptIsTooOld() {
        Sender brief = new Sender("ws_a", "active", false, Duration.ofDays(3));
        String justKept = Messages.NOW.minus(brief.kept()).plusSeconds(1).toString();
        String before = Messages.NOW.minus(brief.kept()).minusSeconds(1).toString();

        Batch batch = triage.sort(
                List.of(
                        Messages.message("telemetry/a", "{\"a\":1,\"timestamp\":\"" + before + "\"}"),
                        Messages.message("history/a", "{\"a\":1,\"timestamp\":\"" + before + "\"}"),
                        Messages.message("telemetry/a", "[{\"a\":1},{\"a\":2,\"timestamp\":\"" + before + "\"}]"),
                        Messages.message("telemetry/a", "{\"a\":1,\"timestamp\":\"" + justKept + "\"}")),
                Map.of("dev_a", brief));

        assertThat(batch.rejections())
                .extracting(Rejection::reason)
                .containsExactly(RejectionReason.TOO_OLD, RejectionReason.TOO_OLD, RejectionReason.TOO_OLD);
        assertThat(batch.readings()).hasSize(1);
    }

    private static Sender sender(String workspace, String status, boolean deleted) {
        return new Sender(workspace, status, deleted, Duration.ofDays(90));
    }

    private Rejection reject(Sender sender, IncomingMessage message) {
        Batch batch = triage.sort(List.of(message), Map.of("dev_a", sender));
        assertThat(batch.readings()).isEmpty();
        return batch.rejections().get(0);
    }
}
