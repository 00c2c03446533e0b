package io.muster.broker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;

import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static io.muster.broker.TestClients.publish;
import static io.muster.broker.TestClients.subscribe;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static io.muster.broker.TestPlatform.username;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What Prometheus reads of a broker that nobody else uses. */
class MetricsComponentTest {

    private static final String TELEMETRY = "{account=\"telemetry\",subscription=\"+/devices/+/telemetry/#\",}";

    private static TestPlatform platform;
    private static TestBroker broker;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        broker = FreePorts.start(ports -> {
            port = ports.first();
            return TestBroker.start(
                    "broker-metrics", platform, Map.of("MUSTER_BROKER_HEALTH_PORT", Integer.toString(port)));
        });
    }

    @AfterAll
    static void stop() throws Exception {
        broker.close();
        platform.close();
    }

    @Test
    void devicesAreCountedAsTheyComeAndGo() throws Exception {
        Mqtt3BlockingClient client = connected();
        await().untilAsserted(() ->
                assertThat(value("muster_broker_connected_devices")).isEqualTo(1));
        assertThat(value("muster_broker_known_devices")).isPositive();

        client.disconnect();

        await().untilAsserted(() ->
                assertThat(value("muster_broker_connected_devices")).isZero());
    }

    @Test
    void whatWaitsForAServiceIsCountedUntilItIsAcknowledged() throws Exception {
        Mqtt3BlockingClient client = connected();
        double received = value("muster_broker_received_messages_total" + TELEMETRY);
        double waiting = value("muster_broker_waiting_messages" + TELEMETRY);

        publish(
                client,
                topic(client.getConfig().getClientIdentifier().orElseThrow().toString(), "telemetry/x"),
                "{}");

        await().untilAsserted(() ->
                assertThat(value("muster_broker_waiting_messages" + TELEMETRY)).isEqualTo(waiting + 1));
        assertThat(value("muster_broker_received_messages_total" + TELEMETRY)).isEqualTo(received + 1);
        assertThat(value("muster_broker_listening_replicas" + TELEMETRY)).isZero();

        Mqtt3BlockingClient service = broker.client("telemetry-metrics", "telemetry", "telemetry-password");
        service.connect();
        subscribe(service, "$share/telemetry/+/devices/+/telemetry/#");

        await().untilAsserted(() ->
                assertThat(value("muster_broker_waiting_messages" + TELEMETRY)).isZero());
        assertThat(value("muster_broker_acknowledged_messages_total" + TELEMETRY))
                .isEqualTo(waiting + 1);
        assertThat(value("muster_broker_listening_replicas" + TELEMETRY)).isEqualTo(1);
        service.disconnect();
        client.disconnect();
    }

    @Test
    void whomItKeepsOutIsCountedByReason() throws Exception {
        String series = "muster_broker_refused_logins_total{reason=\"unknown-client\",}";
        double before = value(series);

        assertThatThrownBy(() -> broker.client(newDevice(), "nobody", "guess").connect())
                .isInstanceOf(Mqtt3ConnAckException.class);

        assertThat(value(series)).isEqualTo(before + 1);
        assertThat(value("muster_broker_refused_logins_total{reason=\"suspended\",}"))
                .isZero();
    }

    @Test
    void whatItDoesNotLetThroughIsCounted() throws Exception {
        String series = "muster_broker_refused_topics_total{action=\"subscribe\",}";
        double before = value(series);
        Mqtt3BlockingClient client = connected();

        assertThatThrownBy(() -> subscribe(client, "#")).isInstanceOf(Mqtt3SubAckException.class);

        assertThat(value(series)).isEqualTo(before + 1);
        assertThat(value("muster_broker_refused_topics_total{action=\"publish\",}"))
                .isZero();
        client.disconnect();
    }

    @Test
    void noSeriesNamesADevice() throws Exception {
        String device = newDevice();
        String password = platform.activeDeviceWithToken(device);
        Mqtt3BlockingClient client = broker.client(device, username(device), password);
        client.connect();
        subscribe(client, topic(device, "commands/#"));

        assertThat(page())
                .contains("artemis_connection_count", "jvm_memory_used")
                .doesNotContain(device);
        client.disconnect();
    }

    private static Mqtt3BlockingClient connected() {
        String device = newDevice();
        String password = platform.activeDeviceWithToken(device);
        Mqtt3BlockingClient client = broker.client(device, username(device), password);
        client.connect();
        return client;
    }

    private static double value(String series) throws IOException, InterruptedException {
        return page().lines()
                .filter(line -> line.startsWith(series + " "))
                .findFirst()
                .map(line -> Double.parseDouble(line.substring(series.length())))
                .orElseThrow(() -> new AssertionError("No metric " + series));
    }

    private static String page() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }
}
