package io.muster.command.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.muster.command.execution.Execution;
import io.muster.events.TopicFilter;

/**
 * What is known of a device at the moment of sending.
 *
 * @param status the registry's word, {@code deleted}, or {@code unknown} while nothing was heard of it
 * @param session the number of its session at the broker; 0 while it is away
 * @param listening the topic filters it is subscribed to now
 */
public record DeviceCondition(String device, String status, long session, List<String> listening) {

    public static final String DELETED = "deleted";
    public static final String UNKNOWN = "unknown";
    /** Whoever is in one of these is not talked to, and nobody waits for it to come out. */
    private static final Set<String> CLOSED = Set.of("suspended", "deprecated", DELETED);

    public DeviceCondition {
        listening = List.copyOf(listening);
    }

    /** Nothing is known of it. */
    static DeviceCondition unknown(String device) {
        return new DeviceCondition(device, UNKNOWN, 0, List.of());
    }

    /** Why the device gets no commands; empty if it does, or will: an inactive one may become active. */
    Optional<String> closure() {
        return closure(status);
    }

    static Optional<String> closure(String status) {
        return CLOSED.contains(status) ? Optional.of("the device is " + status) : Optional.empty();
    }

    /** On which way the command reaches the device now; empty if on none. One that hears both answers for it. */
    Optional<Route> route(Execution execution) {
        return Stream.of(Route.values())
                .filter(route -> hears(route.topic(execution)))
                .findFirst();
    }

    private boolean hears(String topic) {
        TopicFilter exactly = new TopicFilter(topic);
        return status.equals("active")
                && listening.stream().map(TopicFilter::new).anyMatch(filter -> filter.covers(exactly));
    }
}
