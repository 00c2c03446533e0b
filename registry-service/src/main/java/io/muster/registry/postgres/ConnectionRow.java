package io.muster.registry.postgres;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.registry.connection.Connection;
import io.muster.registry.device.Device;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "device_connection")
@NullUnmarked
class ConnectionRow {

    @Id
    String device;

    @Column(updatable = false)
    String workspace;

    long session;
    long revision;
    boolean connected;
    String protocol;
    String ipAddress;
    Instant lastConnected;
    Instant lastDisconnected;
    long sessions;
    Instant lastSeen;

    static ConnectionRow of(Device device) {
        ConnectionRow row = new ConnectionRow();
        row.device = device.id().value();
        row.workspace = device.workspace();
        row.take(Connection.NONE);
        return row;
    }

    void take(Connection connection) {
        session = connection.session();
        revision = connection.revision();
        connected = connection.connected();
        protocol = connection.protocol();
        ipAddress = connection.ipAddress();
        lastConnected = connection.lastConnected();
        lastDisconnected = connection.lastDisconnected();
        sessions = connection.sessions();
        lastSeen = connection.lastSeen();
    }

    Connection connection() {
        return new Connection(
                session, revision, connected, protocol, ipAddress, lastConnected, lastDisconnected, sessions, lastSeen);
    }
}
