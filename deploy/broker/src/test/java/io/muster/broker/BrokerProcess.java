package io.muster.broker;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import org.awaitility.Awaitility;

/** A broker as it is run: in a process of its own, which may be killed. */
final class BrokerProcess implements AutoCloseable {

    private static final File LOG = new File("target/broker-process.log");

    private final Map<String, String> environment;
    private final FreePorts ports;
    private Process process;

    private BrokerProcess(Map<String, String> environment, FreePorts ports, Process process) {
        this.environment = environment;
        this.ports = ports;
        this.process = process;
    }

    static BrokerProcess start(String name, TestPlatform platform) {
        return start(name, platform, Map.of());
    }

    static BrokerProcess start(String name, TestPlatform platform, Map<String, String> more) {
        return FreePorts.start(ports -> {
            Map<String, String> environment = TestBroker.environment(
                    name,
                    platform,
                    Map.of(
                            "MUSTER_BROKER_MQTT_PORT", Integer.toString(ports.first()),
                            "MUSTER_BROKER_HEALTH_PORT", Integer.toString(ports.second())));
            environment.putAll(more);
            BrokerProcess broker = new BrokerProcess(environment, ports, launch(environment));
            broker.awaitReady();
            return broker;
        });
    }

    Mqtt3BlockingClient client(String clientId, String username, String password) {
        return TestClients.builder(ports.first(), clientId)
                .simpleAuth(TestClients.login(username, password))
                .buildBlocking();
    }

    /** As {@code kill -9} and a start after it. */
    void killAndRestart() throws Exception {
        close();
        process = launch(environment);
        awaitReady();
    }

    /** It does nothing any more, with all that it holds, until {@link #thaw}. */
    void freeze() throws Exception {
        signal("-STOP");
    }

    void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor(10, TimeUnit.SECONDS);
    }

    private static Process launch(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName());
        builder.environment().putAll(new HashMap<>(environment));
        builder.redirectErrorStream(true).redirectOutput(LOG);
        return builder.start();
    }

    private void awaitReady() throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ports.second() + "/health/ready"))
                .build();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(50))
                    .failFast("the broker has ended; why is in " + LOG.getAbsolutePath(), () -> !process.isAlive())
                    .ignoreExceptions()
                    .until(() -> http.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }
}
