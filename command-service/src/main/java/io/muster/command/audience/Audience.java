package io.muster.command.audience;

import java.util.List;

/** Whom an order is for. */
public sealed interface Audience {

    /** @param ids distinct */
    record Devices(List<String> ids) implements Audience {
        public Devices {
            ids = List.copyOf(ids);
        }
    }

    /** Whoever is in the group when the executions are made. */
    record Members(String groupId) implements Audience {}
}
