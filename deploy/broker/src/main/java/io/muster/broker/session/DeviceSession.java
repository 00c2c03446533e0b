package io.muster.broker.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.muster.broker.identity.Client;
import io.muster.events.ConnectivityEvent.Session;
import org.jspecify.annotations.Nullable;

/** One stay of a device on this broker. */
final class DeviceSession {

    private final long number;
    private final String broker;
    private final Client.Device device;
    private final Link link;
    private final Instant connectedAt;
    private final Map<String, Integer> consumersByFilter = new TreeMap<>();
    private @Nullable String endReason;
    private List<String> announced = List.of();

    DeviceSession(long number, String broker, Client.Device device, Link link, Instant connectedAt) {
        this.number = number;
        this.broker = broker;
        this.device = device;
        this.link = link;
        this.connectedAt = connectedAt;
    }

    Client.Device device() {
        return device;
    }

    synchronized void listenTo(String filter) {
        consumersByFilter.merge(filter, 1, Integer::sum);
    }

    synchronized void ignore(String filter) {
        consumersByFilter.computeIfPresent(filter, (name, consumers) -> consumers == 1 ? null : consumers - 1);
    }

    /** What it listens to now, if that was not yet announced. */
    synchronized Optional<Session> newlyListening() {
        List<String> now = List.copyOf(consumersByFilter.keySet());
        if (now.equals(announced)) {
            return Optional.empty();
        }
        announced = now;
        return Optional.of(session(now, null, null));
    }

    Session connected() {
        return session(List.of(), null, null);
    }

    /** @param cause why it ended, unless the broker itself ended it */
    synchronized Session ended(Instant at, String cause) {
        return session(List.of(), at, endReason == null ? cause : endReason);
    }

    /** Ends it from this side; the first reason counts. */
    void end(String reason) {
        synchronized (this) {
            if (endReason == null) {
                endReason = reason;
            }
        }
        link.close();
    }

    private Session session(List<String> filters, @Nullable Instant disconnectedAt, @Nullable String reason) {
        return new Session(
                number,
                broker,
                link.protocol(),
                link.address(),
                device.credential(),
                connectedAt,
                disconnectedAt,
                filters,
                reason);
    }
}
