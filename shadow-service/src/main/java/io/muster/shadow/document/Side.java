package io.muster.shadow.document;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One side of a shadow: values, and of each of them when it was said and by whom.
 *
 * @param changedAt when a value changed last; null until there is one
 */
public record Side(Node root, @Nullable Instant changedAt) {

    public static final Side EMPTY = new Side(Node.NOTHING, null);

    public State state() {
        return new State(root.object());
    }

    /** After a merge patch. What was said later than the patch stays. */
    Side merge(Map<String, @Nullable Object> patch, Stamp stamp, Instant now) {
        return with(root.merge(patch, stamp), now);
    }

    /** Without whatever was said until then. */
    Side clear(Stamp stamp, Instant now) {
        return with(root.write(null, stamp), now);
    }

    /** The stamp of a word that comes now and counts before all that came until now. */
    Stamp next(Instant now, Source source) {
        @Nullable Stamp newest = root.stamp();
        boolean isLater = newest == null || now.truncatedTo(ChronoUnit.MICROS).isAfter(newest.at());
        return new Stamp(isLater ? now : newest.at().plus(1, ChronoUnit.MICROS), source);
    }

    /** The same with so many removals remembered, the newest of them. */
    Side rememberRemovals(int most) {
        List<Stamp> removals = root.removals()
                .sorted(Comparator.reverseOrder())
                .skip(most)
                .limit(1)
                .toList();
        return removals.isEmpty() ? this : new Side(root.forgetRemovals(removals.get(0)), changedAt);
    }

    private Side with(Node after, Instant now) {
        boolean same = JsonValues.same(root.object(), after.object());
        return new Side(after, same ? changedAt : now);
    }
}
