package io.muster.stack.supervise;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * When a part that died is started again, and when that has become pointless.
 *
 * @param maxDeaths this many deaths within the window are too many
 * @param window how far back deaths count
 * @param firstDelay the wait after the first death; each further one within the window doubles it
 */
public record RestartPolicy(int maxDeaths, Duration window, Duration firstDelay) {

    /** Five deaths in a minute are too many; a single death is made good after a quarter of a second. */
    public static final RestartPolicy DEFAULT = new RestartPolicy(5, Duration.ofMinutes(1), Duration.ofMillis(250));

    /** What to do about a death. */
    public sealed interface Verdict {

        /** Start it again after this wait. */
        record StartAgain(Duration after) implements Verdict {}

        /** It dies again and again: stop trying. */
        record GiveUp(int deaths) implements Verdict {}
    }

    /**
     * @param deaths all deaths of the part so far, the one just now included
     */
    public Verdict after(List<Instant> deaths, Instant now) {
        int recent = (int) deaths.stream()
                .filter(death -> death.isAfter(now.minus(window)))
                .count();
        return recent >= maxDeaths
                ? new Verdict.GiveUp(recent)
                : new Verdict.StartAgain(firstDelay.multipliedBy(1L << Math.max(0, recent - 1)));
    }
}
