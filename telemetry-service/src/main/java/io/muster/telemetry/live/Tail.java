package io.muster.telemetry.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What was heard of late. Readings become visible in the order of commits, not of arrival, so the last seconds are looked
 * at again and again, and each reading is taken once.
 */
final class Tail {

    private static final long MICROSECOND = 1000;

    private final Duration patience;
    private final Deque<LiveReading> heard = new ArrayDeque<>();
    private final Set<String> ids = new HashSet<>();
    private Instant from;

    /** @param start what came before is not heard */
    Tail(Instant start, Duration patience) {
        this.from = start;
        this.patience = patience;
    }

    /** What came after this has to be looked at. */
    Instant from() {
        return from;
    }

    /**
     * Those that have not been heard before.
     *
     * @param found what came after {@link #from}, all of it or the first part
     */
    List<LiveReading> take(List<LiveReading> found, boolean all, Instant now) {
        List<LiveReading> fresh =
                found.stream().filter(reading -> ids.add(key(reading))).toList();
        heard.addAll(fresh);
        Instant next = all ? now.minus(patience) : end(found);
        from = next.isAfter(from) ? next : from;
        while (!heard.isEmpty() && !heard.peek().receivedAt().isAfter(from)) {
            ids.remove(key(heard.poll()));
        }
        return fresh;
    }

    /** Where the first part ends; a part of readings that all came at once is left behind as a whole. */
    private static Instant end(List<LiveReading> part) {
        Instant last = part.get(part.size() - 1).receivedAt();
        return last.equals(part.get(0).receivedAt()) ? last : last.minusNanos(MICROSECOND);
    }

    private static String key(LiveReading reading) {
        return reading.device() + reading.reading().channel() + reading.eventId();
    }
}
