package io.muster.telemetry.live;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * From where a listener wants to hear.
 *
 * @param after it has heard what was committed by then; null if nobody knows
 * @param receivedAfter it has heard what came before, unless it was committed after {@code after}
 * @param last what it heard last; null if it has not heard anything
 * @param skipped what it can be told no longer; null if there is nothing of the kind
 */
record Start(
        @Nullable Horizon after, Instant receivedAfter, @Nullable EventId last, LiveEvent.@Nullable Skipped skipped) {

    /** @param lastEventId null or empty if it has not heard anything; of any other text nobody can tell what it has heard */
    static Start of(@Nullable String lastEventId, Instant now, LiveLimits limits) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return new Start(null, now, null, null);
        }
        Optional<EventId> last = EventId.parse(lastEventId);
        return last.map(heard -> after(heard, now, limits))
                .orElseGet(() -> new Start(null, now, null, new LiveEvent.Skipped(null, now)));
    }

    private static Start after(EventId last, Instant now, LiveLimits limits) {
        @Nullable Horizon after = last.ended() == null ? null : new Horizon(last.ended(), null);
        Instant earliest = now.minus(limits.resume());
        if (last.receivedAt().isBefore(earliest)) {
            return new Start(after, earliest, last, new LiveEvent.Skipped(last.receivedAt(), earliest));
        }
        // Another replica's clock is ahead of ours: nobody knows by how much.
        Instant since =
                last.receivedAt().isAfter(now) ? earliest : last.receivedAt().minus(limits.patience());
        return new Start(after, since, last, null);
    }

    /** What goes into the ids of what it has missed. */
    @Nullable
    Long ended() {
        return after == null ? null : after.ended();
    }
}
