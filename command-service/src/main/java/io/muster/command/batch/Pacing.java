package io.muster.command.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shares out what may be given out now: one to each workspace in turn, and in each workspace one to each batch in turn. */
final class Pacing {

    private final Map<String, Queue> workspaces = new LinkedHashMap<>();

    /**
     * @param turns whoever has waited longest comes first
     * @param allowed how many each batch may give out by its own pace; those that are missing have none
     * @param allowedTo how many each workspace may give out
     */
    Pacing(List<Turn> turns, Map<String, Integer> allowed, Map<String, Integer> allowedTo) {
        for (Turn turn : turns) {
            long most = Math.min(turn.remaining(), allowed.getOrDefault(turn.batch(), Integer.MAX_VALUE));
            workspaces
                    .computeIfAbsent(turn.workspace(), workspace -> new Queue(allowedTo.getOrDefault(workspace, 0)))
                    .add(turn.batch(), most);
        }
    }

    /** How many of which batch, of so many in all; those that get none are missing. */
    Map<String, Integer> shares(int all) {
        Map<String, Integer> shares = new LinkedHashMap<>();
        Deque<Queue> waiting = new ArrayDeque<>(workspaces.values());
        for (int left = all; left > 0 && !waiting.isEmpty(); ) {
            Queue queue = waiting.poll();
            if (queue.isDone()) {
                continue;
            }
            shares.merge(queue.next(), 1, Integer::sum);
            left--;
            waiting.add(queue);
        }
        return shares;
    }

    /** The batches of a workspace. */
    private static final class Queue {

        private record Place(String batch, long left) {}

        private final Deque<Place> places = new ArrayDeque<>();
        private int left;

        Queue(int left) {
            this.left = left;
        }

        void add(String batch, long most) {
            if (most > 0) {
                places.add(new Place(batch, most));
            }
        }

        boolean isDone() {
            return left <= 0 || places.isEmpty();
        }

        String next() {
            left--;
            Place place = places.remove();
            add(place.batch(), place.left() - 1);
            return place.batch();
        }
    }
}
