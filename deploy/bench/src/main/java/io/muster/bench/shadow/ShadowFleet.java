package io.muster.bench.shadow;

import java.util.List;

import io.muster.bench.StackUnderTest;
import io.muster.bench.mqtt.MqttClients;
import io.muster.bench.mqtt.MqttLogin;
import io.muster.bench.mqtt.PlatformApi;

/** Connected devices that hear their deltas and leave it at that, so that each number is a delta. */
final class ShadowFleet implements AutoCloseable, DeltaDevice.Ear {

    private final List<String> ids;
    private final MqttClients clients;
    private volatile HeardNumbers heard = new HeardNumbers();

    /** Registers and connects so many devices, and writes each one's shadow once. */
    ShadowFleet(StackUnderTest stack, int devices, ShadowApi api) throws InterruptedException {
        List<MqttLogin> logins = new PlatformApi(stack).commission(devices);
        this.ids = logins.stream().map(MqttLogin::clientId).toList();
        api.desireOfAll(ids, 0);
        this.clients = new MqttClients(stack.value("MQTT_URL"));
        clients.listen(logins, login -> new DeltaDevice(login, stack.workspace(), false, this));
    }

    String id(long n) {
        return ids.get((int) (n % ids.size()));
    }

    /** Forgets what was heard. */
    HeardNumbers listenAnew() {
        heard = new HeardNumbers();
        return heard;
    }

    @Override
    public void hears(String device, long number) {
        heard.hears(device, number);
    }

    @Override
    public void close() {
        clients.close();
    }
}
