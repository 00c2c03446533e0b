package io.muster.bench.command;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import io.muster.bench.StackUnderTest;
import io.muster.bench.load.Table;
import io.muster.bench.mqtt.MqttClients;
import io.muster.bench.mqtt.MqttLogin;
import io.muster.bench.mqtt.PlatformApi;

/** Devices that are connected and do as they are told, and what they have heard. */
final class ObedientFleet implements AutoCloseable {

    private final Map<String, Long> heardAt = new ConcurrentHashMap<>();
    private final AtomicLong repeated = new AtomicLong();
    private final MqttClients clients;
    private final List<String> ids;

    /** Registers and connects so many devices. */
    ObedientFleet(StackUnderTest stack, int devices) throws InterruptedException {
        List<MqttLogin> logins = new PlatformApi(stack).commission(devices);
        this.ids = logins.stream().map(MqttLogin::clientId).toList();
        this.clients = new MqttClients(stack.value("MQTT_URL"));
        clients.listen(
                logins,
                login -> new ObedientDevice(login, stack.workspace() + "/devices/" + login.clientId(), this::hear));
    }

    List<String> ids() {
        return ids;
    }

    /** When a device first had the command, by {@link System#nanoTime}. */
    long heardAt(String command) {
        return heardAt.get(command);
    }

    /** When a device last had a command that it had not had before. */
    long lastHeardAt() {
        return heardAt.values().stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    /** Adds how many commands came more than once since the last time. */
    void addRepeated(Table table) {
        table.add("commands that a device got again", repeated.getAndSet(0));
    }

    void forget() {
        heardAt.clear();
        repeated.set(0);
    }

    private void hear(String command) {
        if (heardAt.putIfAbsent(command, System.nanoTime()) != null) {
            repeated.incrementAndGet();
        }
    }

    @Override
    public void close() {
        clients.close();
    }
}
