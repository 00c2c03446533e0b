package io.muster.kit.testing;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * PostgreSQL, Kafka and the MQTT broker as the local stack runs them: as processes of their own, on free ports, with
 * data below the module's {@code target}. They start once for all tests of a module and end with its test JVM, because they end
 * when their standard input does.
 *
 * <p>Argument {@code service} names the service under test, {@code servers} which of {@code postgres,kafka,broker} it
 * needs; all by default.
 */
public class RealServers implements QuarkusTestResourceLifecycleManager {

    private static final String PREFIX = "muster.test.";
    private static final String STARTED = PREFIX + "started";
    private static final String SERVICE = PREFIX + "service";
    private static final int ATTEMPTS = 3;

    private String service = "";
    private String servers = "";

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.get("service");
        servers = arguments.getOrDefault("servers", "postgres,kafka,broker");
    }

    @Override
    public Map<String, String> start() {
        synchronized (System.getProperties()) {
            if (System.getProperty(STARTED) == null) {
                startProcesses(servers);
                TestTokens.makeKey();
                System.setProperty(STARTED, "true");
            }
            System.setProperty(SERVICE, service);
        }
        return configuration();
    }

    @Override
    public void stop() {
        // They are kept for the next test class.
    }

    /** What the servers said of themselves: a key of the stack's {@code servers} command. */
    public static String value(String key) {
        String value = System.getProperty(PREFIX + key);
        if (value == null) {
            throw new IllegalStateException("The servers said no " + key);
        }
        return value;
    }

    /** The database of the service under test, as its owner. */
    public static Connection connect() throws SQLException {
        return connect(System.getProperty(SERVICE));
    }

    /** The service's database, as its owner. */
    public static Connection connect(String service) throws SQLException {
        URI database = database(service);
        String[] owner = database.getUserInfo().split(":", 2);
        return DriverManager.getConnection("jdbc:" + address(database), owner[0], owner[1]);
    }

    private static URI database(String service) {
        return URI.create(value(service.toUpperCase(Locale.ROOT) + "_DB_URL"));
    }

    private static String address(URI database) {
        return "postgresql://" + database.getHost() + ":" + database.getPort() + database.getPath();
    }

    private Map<String, String> configuration() {
        URI database = database(service);
        String[] owner = database.getUserInfo().split(":", 2);
        Map<String, String> configuration = new HashMap<>(TestTokens.configuration());
        configuration.put("muster.postgres.url", address(database));
        configuration.put("muster.postgres.user", owner[0]);
        configuration.put("muster.postgres.password", owner[1]);
        configuration.put("kafka.bootstrap.servers", value("KAFKA_BOOTSTRAP"));
        if (servers.contains("broker")) {
            configuration.put("muster.identity.secret-key", value("BROKER_SECRET_KEY"));
        }
        configuration.putAll(broker());
        // Tests wait for the metrics.
        configuration.put("muster.samples.interval", "2s");
        configuration.put("quarkus.http.test-port", "0");
        configuration.put("quarkus.management.test-port", "0");
        return configuration;
    }

    /** Where the broker is and who the service is there; nothing for tests that do without it. */
    private Map<String, String> broker() {
        String password = System.getProperty(PREFIX + "BROKER_PASSWORD_" + service.toUpperCase(Locale.ROOT));
        if (!servers.contains("broker") || password == null) {
            return Map.of();
        }
        URI mqtt = URI.create(value("MQTT_URL"));
        return Map.of(
                "muster.mqtt.host",
                mqtt.getHost(),
                "muster.mqtt.port",
                Integer.toString(mqtt.getPort()),
                "muster.mqtt.username",
                service,
                "muster.mqtt.password",
                password);
    }

    /** Again when they do not start: somebody may have been faster at one of their ports. */
    private static void startProcesses(String only) {
        IllegalStateException failed =
                new IllegalStateException("The servers do not start; what they said stands above");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                startProcess(only);
                return;
            } catch (IOException | IllegalStateException e) {
                failed.addSuppressed(e);
            }
        }
        throw failed;
    }

    private static void startProcess(String only) throws IOException {
        Path root = Path.of(System.getProperty("muster.root", "..")).toAbsolutePath();
        Path data = Path.of("target", "test-servers").toAbsolutePath();
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        root.resolve("deploy/stack/target/lib") + File.separator + "*",
                        "io.muster.stack.Stack",
                        "servers",
                        "--no-sync",
                        "--fresh",
                        "--only",
                        only,
                        "--data",
                        data.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        // None of them lives long enough to be worth the second compiler.
        command.environment().put("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");
        readUntilReady(command.start());
    }

    private static void readUntilReady(Process servers) throws IOException {
        BufferedReader said =
                new BufferedReader(new InputStreamReader(servers.getInputStream(), StandardCharsets.UTF_8));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.equals("READY")) {
                return;
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                System.setProperty(PREFIX + line.substring(0, equals), line.substring(equals + 1));
            }
        }
        throw new IllegalStateException("The servers ended before they were ready; was deploy/stack packaged?");
    }
}
