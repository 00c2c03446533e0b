package io.muster.broker.session;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

import io.muster.broker.identity.Client;
import io.muster.broker.identity.Objection;
import io.muster.broker.identity.Roster;
import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The devices that are connected now. Announces what happens to them, and ends the session of a device that may not be
 * connected any longer. A session is known by the id of its connection.
 */
public final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);

    private static final String TAKEN_OVER = "taken-over";

    private final String broker;
    private final Clock clock;
    private final SessionNumbers numbers;
    private final Roster roster;
    private final Announcer announcer;
    private final Map<Object, DeviceSession> byConnection = new ConcurrentHashMap<>();
    private final Map<String, Set<DeviceSession>> byDevice = new ConcurrentHashMap<>();

    public Sessions(String broker, Clock clock, SessionNumbers numbers, Roster roster, Announcer announcer) {
        this.broker = broker;
        this.clock = clock;
        this.numbers = numbers;
        this.roster = roster;
        this.announcer = announcer;
    }

    public void opened(Object connection, Client.Device device, Link link) {
        DeviceSession session = new DeviceSession(numbers.next(), broker, device, link, clock.instant());
        byConnection.put(connection, session);
        byDevice.compute(device.id(), (id, sessions) -> {
            Set<DeviceSession> all = sessions == null ? ConcurrentHashMap.newKeySet() : sessions;
            all.add(session);
            return all;
        });
        session.announceConnected(numbers, announcer);
        // The platform may have withdrawn its consent between the authentication and this line.
        endIfObjected(session);
    }

    /** The subscription is live. It is announced by {@link #settled}, so that several of them are one event. */
    public void subscribed(Object connection, String filter) {
        find(connection).ifPresent(session -> session.listenTo(filter));
    }

    public void unsubscribed(Object connection, String filter) {
        find(connection).ifPresent(session -> session.ignore(filter));
    }

    /** Announces the subscriptions that are live now, if they have changed. */
    public void settled(Object connection) {
        find(connection).ifPresent(session -> session.announceListening(numbers, announcer));
    }

    /**
     * Another node has said this. The session with the higher number is the device's, on whatever node: a lower one ends
     * here. What was said of a lower one, or of one here that it is over, is answered with how the session stands here, so
     * that this is the last word on the topic.
     */
    public void heard(ConnectivityEvent said) {
        Session theirs = said.session();
        numbers.heard(Math.max(said.revision(), theirs.number()));
        for (DeviceSession own : byDevice.getOrDefault(said.device(), Set.of())) {
            if (own.number() < theirs.number()
                    || own.number() == theirs.number() && !theirs.broker().equals(broker)) {
                own.end(TAKEN_OVER);
            } else {
                own.announceAgain(numbers, announcer);
            }
        }
    }

    /** The device has come to another node. */
    public void takenOver(Object connection) {
        find(connection).ifPresent(session -> session.end(TAKEN_OVER));
    }

    /** @param cause why, if it was not this class that ended the session */
    public void closed(Object connection, String cause) {
        DeviceSession session = byConnection.remove(connection);
        if (session == null) {
            return;
        }
        byDevice.computeIfPresent(session.device().id(), (id, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
        session.announceEnd(numbers, announcer, clock.instant(), cause);
    }

    /**
     * The platform has said something about this device: its sessions end if they may not go on.
     *
     * @return completes with the number of those that end, when all of them are closed
     */
    public CompletionStage<Integer> review(String device) {
        List<DeviceSession> ending = byDevice.getOrDefault(device, Set.of()).stream()
                .filter(this::endIfObjected)
                .toList();
        return CompletableFuture.allOf(ending.stream().map(DeviceSession::over).toArray(CompletableFuture[]::new))
                .thenApply(closed -> ending.size());
    }

    /** As {@link #review} for all; finds the credentials that have expired since. */
    public void reviewAll() {
        byConnection.values().forEach(this::endIfObjected);
    }

    /** How many devices are connected. */
    public int size() {
        return byDevice.size();
    }

    /** Whether a device's session lasts on this connection. */
    public boolean isOpen(Object connection) {
        return byConnection.containsKey(connection);
    }

    private Optional<DeviceSession> find(Object connection) {
        return Optional.ofNullable(byConnection.get(connection));
    }

    /** Whether the session may not go on, and so ends. */
    private boolean endIfObjected(DeviceSession session) {
        Optional<Objection> objection = roster.objection(session.device());
        objection
                .map(Objection::reason)
                .filter(session::end)
                .ifPresent(reason -> LOG.info(
                        "Session ended workspace={} device={} reason={}",
                        session.device().workspace(),
                        session.device().id(),
                        reason));
        return objection.isPresent();
    }
}
