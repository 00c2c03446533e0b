package io.muster.bench.provisioning;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import io.vertx.core.json.JsonObject;

/** A device in session with the broker, which learns by the closed connection that it is trusted no more. */
record ConnectedDevice(String id, String credential, CompletableFuture<Long> ended) {

    /**
     * Connects.
     *
     * @param issued as the provisioning service answered it
     * @param credential the id of what was issued
     */
    static CompletableFuture<ConnectedDevice> connect(URI broker, JsonObject issued, String credential) {
        String id = issued.getString("clientId");
        CompletableFuture<Long> ended = new CompletableFuture<>();
        Mqtt3AsyncClient client = MqttClient.builder()
                .useMqttVersion3()
                .identifier(id)
                .serverHost(broker.getHost())
                .serverPort(broker.getPort())
                .addDisconnectedListener(context -> ended.complete(System.nanoTime()))
                .buildAsync();
        return client.connectWith()
                .cleanSession(true)
                .simpleAuth()
                .username(issued.getString("username"))
                .password(issued.getString("password").getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .send()
                .thenApply(connected -> new ConnectedDevice(id, credential, ended));
    }
}
