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
 * @param permitted the topic filters that its credentials let it subscribe to; none if no credential of it is known
 */
public record DeviceCondition(
        String device, String status, long session, List<String> listening, List<String> permitted) {

    private static final String ACTIVE = "active";

    public static final String DELETED = "deleted";
    /** Whoever is in one of these is not talked to, and nobody waits for it to come out. */
    private static final Set<String> CLOSED = Set.of("suspended", "deprecated", DELETED);

    public DeviceCondition {
        listening = List.copyOf(listening);
        permitted = List.copyOf(permitted);
    }

    /** Why the device gets no commands; empty if it does, or will: an inactive one may become active. */
    public Optional<String> closure() {
        return closure(status);
    }

    /** As {@link #closure()}, or why it gets this one not: it may listen on none of the ways on which that could come. */
    public Optional<String> closure(Execution execution) {
        boolean mayHear = permitted.isEmpty()
                || Stream.of(Route.values()).anyMatch(route -> covers(permitted, route.topic(execution)));
        return closure()
                .or(() ->
                        mayHear ? Optional.empty() : Optional.of("the device may not listen to " + execution.topic()));
    }

    static Optional<String> closure(String status) {
        return CLOSED.contains(status) ? Optional.of("the device is " + status) : Optional.empty();
    }

    /** On which way the command reaches the device now; empty if on none. One that hears both answers for it. */
    public Optional<Route> route(Execution execution) {
        return Stream.of(Route.values())
                .filter(route -> hears(route.topic(execution)))
                .findFirst();
    }

    /** Whether there is nothing to do about the command until there is news of the device. */
    public boolean isAwaited(Execution execution) {
        return closure(execution).isEmpty() && route(execution).isEmpty();
    }

    /** Whether the device may be given the command when it asks for it over HTTP. */
    boolean mayFetch(Execution execution) {
        return status.equals(ACTIVE) && closure(execution).isEmpty();
    }

    private boolean hears(String topic) {
        return status.equals(ACTIVE) && covers(listening, topic);
    }

    private static boolean covers(List<String> filters, String topic) {
        TopicFilter exactly = new TopicFilter(topic);
        return filters.stream().map(TopicFilter::new).anyMatch(filter -> filter.covers(exactly));
    }
}
