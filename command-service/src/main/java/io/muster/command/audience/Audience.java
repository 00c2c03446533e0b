package io.muster.command.audience;

import java.util.List;
import java.util.Map;

/** Whom an order is for. */
public sealed interface Audience {

    /** As people read it. */
    Map<String, Object> said();

    /** @param ids distinct */
    record Devices(List<String> ids) implements Audience {
        public Devices {
            ids = List.copyOf(ids);
        }

        @Override
        public Map<String, Object> said() {
            return Map.of("devices", ids.size());
        }
    }

    /**
     * The devices that met a query when it was asked.
     *
     * @param ids distinct
     */
    record Matches(String query, List<String> ids) implements Audience {
        public Matches {
            ids = List.copyOf(ids);
        }

        @Override
        public Map<String, Object> said() {
            return Map.of("query", query);
        }
    }

    /** Whoever is in the group when the executions are made. */
    record Members(String groupId) implements Audience {

        @Override
        public Map<String, Object> said() {
            return Map.of("group", groupId);
        }
    }

    /** The devices whose executions in this batch have failed, timed out or expired by then. */
    record Failures(String batchId) implements Audience {

        @Override
        public Map<String, Object> said() {
            return Map.of("failuresOf", batchId);
        }
    }

    /** The devices of this portion of a rollout. */
    record Portion(String rollout, int number) implements Audience {

        @Override
        public Map<String, Object> said() {
            return Map.of("rollout", rollout, "portion", number);
        }
    }
}
