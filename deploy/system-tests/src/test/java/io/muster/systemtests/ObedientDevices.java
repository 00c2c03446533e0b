package io.muster.systemtests;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.hivemq.client.mqtt.MqttClientState;
import io.restassured.path.json.JsonPath;

/**
 * Devices that do as they are told, once for each {@code commandId}, and answer each time. They keep a ledger of what they
 * did, and come again whenever their connection is lost.
 */
final class ObedientDevices implements AutoCloseable {

    private final List<FieldDevice> devices;
    private final Map<String, Set<String>> effects = new ConcurrentHashMap<>();
    private final Map<String, Integer> heard = new ConcurrentHashMap<>();
    private final ScheduledExecutorService care = Executors.newSingleThreadScheduledExecutor();

    private ObedientDevices(List<FieldDevice> devices) {
        this.devices = devices;
        devices.forEach(device -> effects.put(device.id(), ConcurrentHashMap.newKeySet()));
        devices.forEach(this::listen);
        care.scheduleWithFixedDelay(() -> devices.forEach(this::comeAgain), 200, 200, TimeUnit.MILLISECONDS);
    }

    static ObedientDevices listening(int devices) {
        return new ObedientDevices(
                Stream.generate(FieldDevice::commissioned).limit(devices).toList());
    }

    List<String> ids() {
        return devices.stream().map(FieldDevice::id).toList();
    }

    /** The ids of the commands that each has carried out, by its {@code id}. */
    Map<String, Set<String>> effects() {
        return effects;
    }

    /** How often each command came, by its id. */
    Map<String, Integer> heard() {
        return heard;
    }

    int countEffects() {
        return effects.values().stream().mapToInt(Set::size).sum();
    }

    private void comeAgain(FieldDevice device) {
        if (device.mqtt().getState() == MqttClientState.DISCONNECTED) {
            try {
                listen(device);
            } catch (RuntimeException stillAway) {
                // Without its subscription it would not come again.
                device.disconnect();
            }
        }
    }

    private void listen(FieldDevice device) {
        device.connect().subscribe("commands/#", command -> obey(device, command));
    }

    private void obey(FieldDevice device, JsonPath command) {
        String id = command.getString("commandId");
        heard.merge(id, 1, Integer::sum);
        effects.get(device.id()).add(id);
        device.publish("responses", "{\"commandId\":\"" + id + "\",\"status\":\"succeeded\"}");
    }

    @Override
    public void close() {
        care.shutdownNow();
        devices.forEach(FieldDevice::disconnect);
    }
}
