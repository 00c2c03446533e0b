package io.muster.registry.postgres;

import java.time.Instant;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.registry.connection.Connection;
import org.jspecify.annotations.NullUnmarked;

@Entity
@Table(name = "device_connection")
@NullUnmarked
class ConnectionRow {

    @Id
    String device;

    long session;
    long revision;
    boolean connected;
    String protocol;
    String ipAddress;
    Instant lastConnected;
    Instant lastDisconnected;
    long sessions;

    static ConnectionRow of(String device, Connection connection) {
        ConnectionRow row = new ConnectionRow();
        row.device = device;
        row.session = connection.session();
        row.revision = connection.revision();
        row.connected = connection.connected();
        row.protocol = connection.protocol();
        row.ipAddress = connection.ipAddress();
        row.lastConnected = connection.lastConnected();
        row.lastDisconnected = connection.lastDisconnected();
        row.sessions = connection.sessions();
        return row;
    }

    Connection connection() {
        return new Connection(
                session, revision, connected, protocol, ipAddress, lastConnected, lastDisconnected, sessions);
    }
}
