package io.muster.telemetry.ingest;

import java.math.BigInteger;

/**
 * The messages of a channel that number themselves, since the numbers last began anew.
 *
 * @param seen how many of the numbers from first to last have come
 * @param recent which of the last numbers have come: bit 0 is the last, bit 1 the one before it
 */
public record SequenceRun(long first, long last, long seen, BigInteger recent) {

    public static SequenceRun from(long number) {
        return new SequenceRun(number, number, 1, BigInteger.ONE);
    }

    /** How many numbers have been left out so far. */
    public long missing() {
        return last - first + 1 - seen;
    }

    /**
     * After a message with this number. One that comes a second time changes nothing; one that is a little late, also
     * later than one that came before all others, is none that was left out.
     */
    public SequenceRun and(long number, IngestLimits limits) {
        if (number > last) {
            long step = number - last;
            // Less than none: from one end of all numbers to the other.
            return step > limits.sequenceJump() || step < 0 ? from(number) : ahead(number, (int) step, limits);
        }
        long back = last - number;
        return back > limits.sequenceWindow() || back < 0 ? from(number) : late(number, (int) back);
    }

    private SequenceRun ahead(long number, int step, IngestLimits limits) {
        BigInteger window =
                BigInteger.ONE.shiftLeft(limits.sequenceWindow() + 1).subtract(BigInteger.ONE);
        BigInteger moved = step > limits.sequenceWindow() ? BigInteger.ZERO : recent.shiftLeft(step);
        return new SequenceRun(first, number, seen + 1, moved.and(window).setBit(0));
    }

    private SequenceRun late(long number, int back) {
        return recent.testBit(back)
                ? this
                : new SequenceRun(Math.min(first, number), last, seen + 1, recent.setBit(back));
    }

    /** How many more numbers are left out than before; less than none if a late one has come. */
    public long gapsSince(SequenceRun before) {
        return beganAnew() ? 0 : missing() - before.missing();
    }

    private boolean beganAnew() {
        return seen == 1;
    }
}
