package io.muster.registry.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.Session;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device is connected, by the newest word on its newest session. What comes late changes nothing: the
 * higher session wins, and within a session the higher revision.
 *
 * @param session the number of the newest session; 0 before the first
 * @param revision of the newest event of that session
 * @param protocol how the newest session came, empty before the first; so is the address
 * @param sessions how many sessions were heard of
 * @param lastSeen the latest of connects, disconnects and what the device reports; empty before the first
 */
public record Connection(
        long session,
        long revision,
        boolean connected,
        @Nullable String protocol,
        @Nullable String ipAddress,
        @Nullable Instant lastConnected,
        @Nullable Instant lastDisconnected,
        long sessions,
        @Nullable Instant lastSeen) {

    /** Of a device that never connected. */
    public static final Connection NONE = new Connection(0, 0, false, null, null, null, null, 0, null);

    /** The state after all of the events, in whatever order they came; the same object if they say nothing new. */
    Connection after(List<ConnectivityEvent> events) {
        Connection connection = this;
        for (ConnectivityEvent event : events) {
            connection = connection.after(event);
        }
        return connection;
    }

    /** The state after the event; the same object if the event says nothing new. */
    Connection after(ConnectivityEvent event) {
        Session heard = event.session();
        if (heard.number() < session || heard.number() == session && event.revision() <= revision) {
            return this;
        }
        return new Connection(
                heard.number(),
                event.revision(),
                !(event instanceof DeviceDisconnected),
                heard.protocol(),
                heard.address(),
                heard.connectedAt(),
                heard.disconnectedAt() == null ? lastDisconnected : heard.disconnectedAt(),
                heard.number() > session ? sessions + 1 : sessions,
                seenAfter(heard));
    }

    private Instant seenAfter(Session heard) {
        return Stream.of(lastSeen, heard.connectedAt(), heard.disconnectedAt())
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** How long the newest session has lasted until now, or did last; zero before the first. */
    public Duration duration(Instant now) {
        if (lastConnected == null) {
            return Duration.ZERO;
        }
        Instant end = connected || lastDisconnected == null ? now : lastDisconnected;
        return end.isBefore(lastConnected) ? Duration.ZERO : Duration.between(lastConnected, end);
    }
}
