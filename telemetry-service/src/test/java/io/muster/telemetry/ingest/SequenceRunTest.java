package io.muster.telemetry.ingest;

import io.muster.telemetry.Defaults;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SequenceRunTest {

    @Test
    void numbersThatAreLeftOutAreMissing() {
        assertThat(run(5, 6, 7).missing()).isZero();
        assertThat(run(5, 6, 9, 12).missing()).isEqualTo(4);
    }

    @Test
    void aNumberThatComesLateIsMissingNoLonger() {
        SequenceRun gap = run(5, 6, 9);

        assertThat(gap.and(7, limits()).missing()).isEqualTo(1);
        assertThat(gap.and(7, limits()).gapsSince(gap)).isEqualTo(-1);
    }

    @Test
    void aNumberThatComesTwiceChangesNothing() {
        assertThat(run(5, 6, 6).missing()).isZero();
        assertThat(run(5, 6, 5)).isEqualTo(run(5, 6));
    }

    @Test
    void numbersThatBeginAnewLeaveNoGap() {
        SequenceRun before = run(5000, 5002);

        assertThat(before.and(0, limits())).isEqualTo(SequenceRun.from(0));
        assertThat(before.and(0, limits()).gapsSince(before)).isZero();
        assertThat(before.and(1_700_000_000, limits()).missing()).isZero();
    }

    private static SequenceRun run(long first, long... more) {
        SequenceRun run = SequenceRun.from(first);
        for (long number : more) {
            run = run.and(number, limits());
        }
        return run;
    }

    private static IngestLimits limits() {
        return Defaults.of(IngestLimits.class);
    }
}
