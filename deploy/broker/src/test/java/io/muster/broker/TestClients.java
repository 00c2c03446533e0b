package io.muster.broker;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient.Mqtt3Publishes;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt3.message.auth.Mqtt3SimpleAuth;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;

import static org.awaitility.Awaitility.await;

/** MQTT 3.1.1 clients and what they do, at least once. */
final class TestClients {

    private TestClients() {}

    static Mqtt3ClientBuilder builder(int port, String clientId) {
        return Mqtt3Client.builder()
                .identifier(clientId)
                .serverHost("127.0.0.1")
                .serverPort(port);
    }

    static Mqtt3SimpleAuth login(String username, String password) {
        return Mqtt3SimpleAuth.builder()
                .username(username)
                .password(password.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    static void subscribe(Mqtt3BlockingClient client, String filter) {
        client.subscribeWith().topicFilter(filter).qos(MqttQos.AT_LEAST_ONCE).send();
    }

    static void publish(Mqtt3BlockingClient client, String topic, String body) {
        client.publishWith()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(body.getBytes(StandardCharsets.UTF_8))
                .send();
    }

    /** The next message; empty if none came in all that time. */
    static Optional<Mqtt3Publish> next(Mqtt3Publishes received) throws InterruptedException {
        return received.receive(TestRun.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    /** The next message on the topic; those on others are skipped. */
    static Mqtt3Publish awaitOn(Mqtt3Publishes received, String topic) throws InterruptedException {
        Optional<Mqtt3Publish> message = next(received);
        while (message.isPresent() && !message.get().getTopic().toString().equals(topic)) {
            message = next(received);
        }
        return message.orElseThrow();
    }

    static String body(Mqtt3Publish message) {
        return new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
    }

    static void awaitPutOut(Mqtt3BlockingClient client) {
        await().atMost(TestRun.PATIENCE).until(() -> !client.getState().isConnected());
    }
}
