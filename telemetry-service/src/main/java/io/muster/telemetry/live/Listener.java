package io.muster.telemetry.live;

import org.jspecify.annotations.Nullable;

/** One that hears first what it has missed, and all that is told after the look at which it joined. */
final class Listener {

    private final Audience audience;
    private final Start start;
    private volatile long joined = Long.MAX_VALUE;
    private volatile boolean caughtUp;

    Listener(Audience audience, Start start) {
        this.audience = audience;
        this.start = start;
    }

    /**
     * What one of the looks has found.
     *
     * @param look its number; {@link #PAST} for what a listener has missed
     * @param ended how far the looks before had got; null if nobody knows
     * @param reading null where what a listener has missed ends
     */
    record Told(long look, @Nullable Long ended, @Nullable LiveReading reading) {
        static final long PAST = -1;
        static final Told ALL_OF_THE_PAST = new Told(PAST, null, null);
    }

    Audience audience() {
        return audience;
    }

    Start start() {
        return start;
    }

    /** What was stored up to this look is among what it has missed. */
    void join(long look) {
        joined = look;
    }

    boolean wants(Told told) {
        return told.look() > joined && audience.wants(told.reading());
    }

    Told missed(LiveReading reading) {
        return new Told(Told.PAST, start.ended(), reading);
    }

    boolean hasNotHeard(LiveReading reading) {
        return audience.wants(reading) && (start.last() == null || !start.last().names(reading));
    }

    void note(Told told) {
        caughtUp |= told.reading() == null;
    }

    /**
     * As it is told. What is live has no id as long as something is missing: one that breaks off then and comes again
     * has to hear the rest of it.
     */
    LiveEvent event(Told told) {
        boolean goesOnFromHere = told.look() == Told.PAST || caughtUp;
        return new LiveEvent.Heard(
                goesOnFromHere ? EventId.of(told.reading(), told.ended()).text() : null, told.reading());
    }
}
