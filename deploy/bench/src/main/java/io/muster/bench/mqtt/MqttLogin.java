package io.muster.bench.mqtt;

import java.nio.charset.StandardCharsets;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttVersion;

/** With what a client connects. Of a device, the client id is the {@code id}. */
public record MqttLogin(String clientId, String username, String password) {

    public MqttConnectMessage connect() {
        return MqttMessageBuilders.connect()
                .clientId(clientId)
                .username(username)
                .password(password.getBytes(StandardCharsets.UTF_8))
                .protocolVersion(MqttVersion.MQTT_3_1_1)
                .cleanSession(true)
                .keepAlive(0)
                .build();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MqttLogin[clientId=" + clientId + "]";
    }
}
