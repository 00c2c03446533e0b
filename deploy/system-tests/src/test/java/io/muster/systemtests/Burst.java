package io.muster.systemtests;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/** Devices that each send messages as fast as they can, and remember which were acknowledged. */
final class Burst {

    private final List<FieldDevice> devices;
    private final int messages;
    private final int window;
    private final Duration pause;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<CompletableFuture<Void>> senders;
    private volatile boolean enough;

    /**
     * @param window how many messages a device has under way at once
     * @param pause from one window to the next
     */
    private Burst(List<FieldDevice> devices, int messages, int window, Duration pause) {
        this.devices = devices;
        this.messages = messages;
        this.window = window;
        this.pause = pause;
        this.senders = devices.stream()
                .map(device -> CompletableFuture.runAsync(() -> send(device), command -> new Thread(command).start()))
                .toList();
    }

    /** Begins to send with new devices, as fast as they are acknowledged. */
    static Burst of(int devices, int messages) {
        return new Burst(connected(devices), messages, 50, Duration.ZERO);
    }

    /** The same with these devices, which are connected. */
    static Burst of(List<FieldDevice> devices, int messages) {
        return new Burst(devices, messages, 50, Duration.ZERO);
    }

    /** As {@link #of}, but each device sends ten messages a second. */
    static Burst steady(int devices, Duration length) {
        return new Burst(connected(devices), (int) length.toSeconds() * 10, 10, Duration.ofSeconds(1));
    }

    private static List<FieldDevice> connected(int devices) {
        return Stream.generate(() -> FieldDevice.commissioned().connect())
                .limit(devices)
                .toList();
    }

    /** Sends nothing more than what is under way. */
    void stop() {
        enough = true;
    }

    /** Returns when every message has been acknowledged; one that was not is sent again, as a device would. */
    void awaitAcknowledged() {
        CompletableFuture.allOf(senders.toArray(CompletableFuture[]::new))
                .orTimeout(4, TimeUnit.MINUTES)
                .join();
        devices.forEach(FieldDevice::disconnect);
    }

    /** Returns when all that was acknowledged is stored; fails if any of it is stored twice. */
    void awaitStoredOnce() {
        Awaitility.await("what was acknowledged to be stored")
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(missing()).isEmpty());
        assertThat(storedTwice()).isZero();
    }

    /** Ids that were acknowledged and are not in the database. */
    private Set<String> missing() throws SQLException {
        Set<String> missing = new HashSet<>(acknowledged);
        missing.removeAll(storedIds());
        return missing;
    }

    int stored() throws SQLException {
        return storedIds().size();
    }

    /** Rows that stand for a message that another row stands for already. */
    private int storedTwice() {
        try {
            List<String> ids = storedIds();
            return ids.size() - new HashSet<>(ids).size();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void send(FieldDevice device) {
        for (int from = 0; from < messages && !enough; from += window) {
            List<String> ids = IntStream.range(from, Math.min(from + window, messages))
                    .mapToObj(number -> device.id() + "-" + number)
                    .toList();
            Awaitility.await("acknowledgements")
                    .atMost(Duration.ofMinutes(4))
                    .pollInterval(Duration.ofMillis(10))
                    .ignoreExceptions()
                    .until(() -> sendAll(device, ids));
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private boolean sendAll(FieldDevice device, List<String> ids) {
        if (!device.mqtt().getState().isConnected()) {
            device.connect();
        }
        CompletableFuture<?>[] sent = ids.stream()
                .filter(id -> !acknowledged.contains(id))
                .map(id -> device.publish("telemetry/burst", "{\"messageId\":\"" + id + "\",\"temperature\":23.5}")
                        .thenRun(() -> acknowledged.add(id)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(sent).orTimeout(20, TimeUnit.SECONDS).join();
        return true;
    }

    private List<String> storedIds() throws SQLException {
        List<String> ids = new ArrayList<>();
        try (Connection connection = PurgedRows.connect(RunningStack.STACK.value("TELEMETRY_DB_URL"));
                PreparedStatement statement =
                        connection.prepareStatement("select message_id from telemetry where device = any(?)")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", devices.stream().map(FieldDevice::id).toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        }
        return ids;
    }
}
