package io.muster.registry.postgres;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import io.muster.registry.connection.Connection;
import io.muster.registry.device.Device;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
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

    /** Of a row in which {@code revision} goes by the name of {@code connection_revision}. */
    static Connection read(Row row) {
        return new Connection(
                row.getLong("session"),
                row.getLong("connection_revision"),
                row.getBoolean("connected"),
                row.getString("protocol"),
                row.getString("ip_address"),
                Times.read(row, "last_connected"),
                Times.read(row, "last_disconnected"),
                row.getLong("sessions"),
                Times.read(row, "last_seen"));
    }

    static JsonObject json(String device, Connection connection) {
        return new JsonObject()
                .put("device", device)
                .put("session", connection.session())
                .put("revision", connection.revision())
                .put("connected", connection.connected())
                .put("protocol", connection.protocol())
                .put("ip_address", connection.ipAddress())
                .put("last_connected", connection.lastConnected())
                .put("last_disconnected", connection.lastDisconnected())
                .put("sessions", connection.sessions())
                .put("last_seen", connection.lastSeen());
    }

    Connection connection() {
        return new Connection(
                session, revision, connected, protocol, ipAddress, lastConnected, lastDisconnected, sessions, lastSeen);
    }
}
