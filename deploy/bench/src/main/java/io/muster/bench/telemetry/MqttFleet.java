package io.muster.bench.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import io.muster.bench.StackUnderTest;
import io.muster.bench.mqtt.MqttClients;
import io.muster.bench.mqtt.MqttLogin;

/** Devices that are connected. */
final class MqttFleet implements AutoCloseable {

    static final String CHANNEL = "sensors";

    private static final byte[] PAYLOAD =
            "{\"temperature\":23.5,\"humidity\":45.2,\"battery\":87}".getBytes(StandardCharsets.UTF_8);

    private final AtomicLong acknowledged = new AtomicLong();
    private final MqttClients clients;
    private final String workspace;
    private final List<MqttLogin> logins;
    private final List<DeviceConnection> devices;
    private int next;

    /** Connects the devices. */
    MqttFleet(StackUnderTest stack, List<MqttLogin> logins, int window) {
        this.clients = new MqttClients(stack.value("MQTT_URL"));
        this.workspace = stack.workspace();
        this.logins = logins;
        this.devices = logins.stream()
                .map(login -> new DeviceConnection(login, frame(login.clientId(), PAYLOAD), window, acknowledged))
                .map(device -> clients.connect(device).connected().join())
                .toList();
    }

    String[] ids() {
        return logins.stream().map(MqttLogin::clientId).toArray(String[]::new);
    }

    /** How many messages the broker has acknowledged so far; a device that has lost its connection is a failure. */
    long acknowledged() {
        if (devices.stream().anyMatch(DeviceConnection::isClosed)) {
            throw new IllegalStateException("a connection was lost");
        }
        return acknowledged.get();
    }

    /** Asks the devices, in turn, for so many messages more. */
    void publish(long messages) {
        clients.execute(() -> {
            long each = messages / devices.size();
            if (each > 0) {
                devices.forEach(device -> device.publish(each));
            }
            for (long rest = messages % devices.size(); rest > 0; rest--) {
                next = (next + 1) % devices.size();
                devices.get(next).publish(1);
            }
        });
    }

    /** The first device says this now. */
    void publish(String payload) {
        PublishFrame frame = frame(logins.get(0).clientId(), payload.getBytes(StandardCharsets.UTF_8));
        clients.execute(() -> devices.get(0).publish(frame));
    }

    RawConsumer consume(MqttLogin login, String subscription) {
        return clients.connect(new RawConsumer(login, subscription))
                .subscribed()
                .join();
    }

    @Override
    public void close() {
        clients.close();
    }

    private PublishFrame frame(String device, byte[] payload) {
        return new PublishFrame(workspace + "/devices/" + device + "/telemetry/" + CHANNEL, payload);
    }
}
