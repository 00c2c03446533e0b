package io.muster.telemetry.ingest;

/**
 * The messages of a channel that number themselves, since the numbers last began anew.
 *
 * @param seen how many of the numbers from first to last have come
 */
public record SequenceRun(long first, long last, long seen) {

    public static SequenceRun from(long number) {
        return new SequenceRun(number, number, 1);
    }

    /** How many numbers have been left out so far. */
    public long missing() {
        return last - first + 1 - seen;
    }

    /** After a message with this number; one that comes a second time or a little late is none that was left out. */
    public SequenceRun and(long number, IngestLimits limits) {
        if (number == last) {
            return this;
        }
        if (number > last) {
            return number - last > limits.sequenceJump() ? from(number) : new SequenceRun(first, number, seen + 1);
        }
        return number >= first && last - number <= limits.sequenceWindow()
                ? new SequenceRun(first, last, Math.min(seen + 1, last - first + 1))
                : from(number);
    }

    /** How many more numbers are left out than before; less than none if a late one has come. */
    public long gapsSince(SequenceRun before) {
        return first == before.first ? missing() - before.missing() : missing();
    }
}
