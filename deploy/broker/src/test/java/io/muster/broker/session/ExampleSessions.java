package io.muster.broker.session;

import java.time.Instant;
import java.util.List;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.Session;

final class ExampleSessions {

    static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    private ExampleSessions() {}

    static ConnectivityEvent connected(String device, long revision) {
        Session session = new Session(revision, "broker-0", "mqtt", "127.0.0.1", "crd_1", NOON, null, List.of(), null);
        return new DeviceConnected(revision, "ws", device, session);
    }
}
