package io.muster.broker.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Which nodes are there, by the last word that was heard of each. */
public final class LivingNodes {

    private final Duration patience;
    private final Clock clock;
    private final Instant begun;
    private final Map<String, Instant> heard = new HashMap<>();
    private boolean beginningLookedAt;

    /** @param patience after so long without a word a node counts as lost */
    public LivingNodes(Duration patience, Clock clock) {
        this.patience = patience;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** The node of this name is alive. */
    public synchronized void heard(String node) {
        heard.put(node, clock.instant());
    }

    /**
     * Whether it is time to look for what lost nodes have left open: once for each that is lost, and once when all that
     * are there should have been heard since the start. To be asked every now and then.
     */
    public synchronized boolean haveLostOne() {
        Instant now = clock.instant();
        boolean lost = heard.values().removeIf(last -> isOver(last, now));
        if (!beginningLookedAt && isOver(begun, now)) {
            beginningLookedAt = true;
            return true;
        }
        return lost;
    }

    public synchronized boolean contains(String node) {
        return heard.containsKey(node);
    }

    private boolean isOver(Instant since, Instant now) {
        return !since.plus(patience).isAfter(now);
    }
}
