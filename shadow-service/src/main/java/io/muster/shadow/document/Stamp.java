package io.muster.shadow.document;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * When something was said, and by whom. The later word counts, whichever comes first.
 *
 * @param at in microseconds
 */
public record Stamp(Instant at, Source source) implements Comparable<Stamp> {

    private static final Comparator<Stamp> ORDER =
            Comparator.comparing(Stamp::at).thenComparing(Stamp::source);

    public Stamp {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }

    boolean isAfter(@Nullable Stamp other) {
        return other == null || compareTo(other) > 0;
    }

    /** The later of two. */
    static Stamp later(@Nullable Stamp one, Stamp other) {
        return other.isAfter(one) ? other : one;
    }
}
