package io.muster.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;

/** A broker on free ports, in this JVM. */
final class TestBroker implements AutoCloseable {

    private final Broker broker;
    private final Map<String, Integer> ports;

    private TestBroker(Broker broker, Map<String, Integer> ports) {
        this.broker = broker;
        this.ports = ports;
    }

    static TestBroker start(String name, TestPlatform platform, Map<String, String> more) throws Exception {
        Broker broker = new Broker(BrokerSettings.from(environment(name, platform, more)));
        return new TestBroker(broker, broker.start());
    }

    static Map<String, String> environment(String name, TestPlatform platform, Map<String, String> more)
            throws IOException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "MUSTER_BROKER_NAME",
                name,
                "MUSTER_BROKER_DATA",
                TestRun.directory(name).toString(),
                "MUSTER_BROKER_MQTT_PORT",
                "0",
                "MUSTER_BROKER_MQTTS_PORT",
                "0",
                "MUSTER_BROKER_WS_PORT",
                "0",
                "MUSTER_BROKER_JWKS_URL",
                platform.jwksUrl().toString(),
                "MUSTER_BROKER_SECRET_KEY",
                TestCredentials.base64SecretKey(),
                "MUSTER_BROKER_PASSWORD_TELEMETRY",
                "telemetry-password",
                "MUSTER_BROKER_PASSWORD_COMMAND",
                "command-password",
                "KAFKA_BOOTSTRAP_SERVERS",
                TestKafka.bootstrapServers()));
        environment.putAll(more);
        return environment;
    }

    int port(String listener) {
        return ports.get(listener);
    }

    Mqtt3ClientBuilder client(String clientId) {
        return TestClients.builder(port("mqtt"), clientId);
    }

    Mqtt3BlockingClient client(String clientId, String username, String password) {
        return client(clientId)
                .simpleAuth(TestClients.login(username, password))
                .buildBlocking();
    }

    Mqtt5BlockingClient client5(String clientId, String username, String password) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(clientId)
                .serverHost("127.0.0.1")
                .serverPort(port("mqtt"))
                .simpleAuth()
                .username(username)
                .password(password.getBytes(StandardCharsets.UTF_8))
                .applySimpleAuth()
                .buildBlocking();
    }

    @Override
    public void close() throws Exception {
        broker.close();
    }
}
