package io.muster.telemetry.ingest;

import java.util.stream.LongStream;

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
        assertThat(run(1, 2, 5, 2)).isEqualTo(run(1, 2, 5));
        assertThat(run(1, 2, 5, 4, 4, 4).missing()).isEqualTo(1);
    }

    @Test
    void batchesThatCommitInAnotherOrderLeaveNoGap() {
        SequenceRun run = SequenceRun.from(1001);
        long gaps = 0;
        for (long number : LongStream.concat(LongStream.rangeClosed(1002, 2000), LongStream.rangeClosed(1, 1000))
                .toArray()) {
            SequenceRun next = run.and(number, limits());
            gaps += next.gapsSince(run);
            run = next;
        }

        assertThat(gaps).isZero();
        assertThat(run.missing()).isZero();
    }

    @Test
    void numbersAtBothEndsOfAllNumbersBeginAnew() {
        assertThat(run(Long.MAX_VALUE, Long.MIN_VALUE).missing()).isZero();
        assertThat(run(Long.MIN_VALUE, Long.MAX_VALUE).missing()).isZero();
    }

    @Test
    void aLateNumberIsKnownAsFarBackAsTheWindowGoes() {
        assertThat(run(1, 2, 2001, 3, 3).missing()).isEqualTo(1997);
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
