package io.muster.command.batch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** What the paces of all, of workspaces and of batches allow at a moment, and what is left of that afterwards. */
final class Allowance {

    private final List<Turn> turns;
    private final Instant now;
    private final Map<String, Bucket> owners = new HashMap<>();
    private final Map<String, Bucket> batches = new HashMap<>();

    /** @param known the buckets of {@link Turns#ALL} and of workspaces; those of new ones are full */
    Allowance(List<Turn> turns, Map<String, Bucket> known, PacingSettings settings, Instant now) {
        this.turns = List.copyOf(turns);
        this.now = now;
        Duration interval = settings.interval();
        owners.put(Turns.ALL, filled(known.get(Turns.ALL), settings.perSecond(), interval, now));
        for (Turn turn : turns) {
            owners.put(
                    turn.workspace(),
                    filled(known.get(turn.workspace()), settings.workspacePerSecond(), interval, now));
            if (turn.maxPerSecond() != null) {
                batches.put(turn.batch(), turn.bucket().at(now, turn.maxPerSecond(), interval));
            }
        }
    }

    /** How many of which batch, but no more than so many in all. */
    Map<String, Integer> shares(int most) {
        return new Pacing(turns, whole(batches), whole(owners))
                .shares(Math.min(most, owners.get(Turns.ALL).whole()));
    }

    /** What is left to all and to workspaces. */
    Map<String, Bucket> owners(Map<String, Integer> spent) {
        Map<String, Bucket> left = new HashMap<>(owners);
        for (Turn turn : turns) {
            int given = spent.getOrDefault(turn.batch(), 0);
            left.computeIfPresent(turn.workspace(), (owner, bucket) -> bucket.without(given));
            left.computeIfPresent(Turns.ALL, (owner, bucket) -> bucket.without(given));
        }
        return left;
    }

    /** What is left to the batches that have had a turn; of those without a pace of their own it means nothing. */
    Map<String, Bucket> batches(Map<String, Integer> spent) {
        Map<String, Bucket> left = new HashMap<>();
        for (Turn turn : turns) {
            int given = spent.getOrDefault(turn.batch(), 0);
            if (spent.containsKey(turn.batch())) {
                left.put(
                        turn.batch(),
                        batches.getOrDefault(turn.batch(), new Bucket(0, now)).without(given));
            }
        }
        return left;
    }

    private static Bucket filled(@Nullable Bucket known, double perSecond, Duration interval, Instant now) {
        return known == null ? Bucket.full(perSecond, interval, now) : known.at(now, perSecond, interval);
    }

    private static Map<String, Integer> whole(Map<String, Bucket> buckets) {
        Map<String, Integer> whole = new HashMap<>();
        buckets.forEach((owner, bucket) -> whole.put(owner, bucket.whole()));
        return whole;
    }
}
