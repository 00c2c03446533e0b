package io.muster.broker.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import io.muster.broker.identity.Client;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.DeviceListening;
import io.muster.events.ConnectivityEvent.Session;
import org.jspecify.annotations.Nullable;

/** One stay of a device on this broker, and the order of what is said about it. */
final class DeviceSession {

    private final long number;
    private final String broker;
    private final Client.Device device;
    private final Link link;
    private final Instant connectedAt;
    private final Map<String, Integer> consumersByFilter = new TreeMap<>();
    private @Nullable String endReason;
    private List<String> announced = List.of();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean over;

    DeviceSession(long number, String broker, Client.Device device, Link link, Instant connectedAt) {
        this.number = number;
        this.broker = broker;
        this.device = device;
        this.link = link;
        this.connectedAt = connectedAt;
    }

    long number() {
        return number;
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

    synchronized void announceConnected(SessionNumbers numbers, Announcer announcer) {
        announcer.announce(
                new DeviceConnected(numbers.next(), device.workspace(), device.id(), session(List.of(), null, null)));
    }

    /** Says what it listens to now, if that has changed. */
    synchronized void announceListening(SessionNumbers numbers, Announcer announcer) {
        List<String> now = List.copyOf(consumersByFilter.keySet());
        if (!over && !now.equals(announced)) {
            announced = now;
            announcer.announce(
                    new DeviceListening(numbers.next(), device.workspace(), device.id(), session(now, null, null)));
        }
    }

    /** Says once more how it stands, if it lasts: somebody's late word has come after the last one. */
    synchronized void announceAgain(SessionNumbers numbers, Announcer announcer) {
        if (!over) {
            announcer.announce(new DeviceListening(
                    numbers.next(), device.workspace(), device.id(), session(announced, null, null)));
        }
    }

    /**
     * Says that it is over; nothing is said of it after that.
     *
     * @param cause why it ended, unless the broker itself ended it
     */
    synchronized void announceEnd(SessionNumbers numbers, Announcer announcer, Instant at, String cause) {
        over = true;
        String reason = endReason == null ? cause : endReason;
        announcer.announce(new DeviceDisconnected(
                numbers.next(), device.workspace(), device.id(), session(List.of(), at, reason)));
        closed.complete(null);
    }

    /** Completes when the end has been announced. */
    CompletableFuture<Void> over() {
        return closed;
    }

    /**
     * Ends it from this side; the first reason counts.
     *
     * @return whether this was the first
     */
    boolean end(String reason) {
        boolean first;
        synchronized (this) {
            first = endReason == null;
            if (first) {
                endReason = reason;
            }
        }
        link.close();
        return first;
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
