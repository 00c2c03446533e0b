package io.muster.stack;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.muster.events.Topic;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The servers as a test of a service starts them: a process that ends when its standard input does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServersComponentTest {

    private static final Path DATA = Path.of("target", "test-servers").toAbsolutePath();
    private static final Path LEFT_BY_AN_EARLIER_RUN = DATA.resolve("kafka").resolve("left-by-an-earlier-run");

    private final Map<String, String> said = new HashMap<>();
    private Process servers;

    @BeforeAll
    void start() throws IOException {
        Files.createDirectories(LEFT_BY_AN_EARLIER_RUN.getParent());
        Files.writeString(LEFT_BY_AN_EARLIER_RUN, "13");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        Stack.class.getName(),
                        "servers",
                        "--no-sync",
                        "--fresh",
                        "--data",
                        DATA.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        servers = builder.start();
        BufferedReader lines = servers.inputReader();
        for (String line = lines.readLine(); line != null && !line.equals("READY"); line = lines.readLine()) {
            String[] pair = line.split("=", 2);
            said.put(pair[0], pair[1]);
        }
    }

    @AfterAll
    void leavesNoProcess() throws Exception {
        List<ProcessHandle> parts = Stream.of("PID_POSTGRES", "PID_KAFKA", "PID_BROKER")
                .map(key -> ProcessHandle.of(Long.parseLong(said.get(key))).orElseThrow())
                .toList();
        servers.getOutputStream().close();
        assertThat(servers.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(parts).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void nothingIsLeftOfAnEarlierRun() {
        assertThat(LEFT_BY_AN_EARLIER_RUN).doesNotExist();
    }

    @Test
    void aServiceOwnsItsDatabase() throws SQLException {
        try (Connection connection = connect("REGISTRY_DB_URL", "registry")) {
            assertThat(connection.createStatement().executeUpdate("create table device (id text)"))
                    .isZero();
        }
    }

    @Test
    void aServiceCannotEnterTheDatabaseOfAnother() {
        assertThatThrownBy(() -> connect("REGISTRY_DB_URL", "telemetry"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void allTopicsAreThere() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", said.get("KAFKA_BOOTSTRAP")))) {
            assertThat(admin.listTopics().names().get())
                    .contains(Stream.of(Topic.values()).map(Topic::topicName).toArray(String[]::new));
        }
    }

    private Connection connect(String url, String database) throws SQLException {
        URI owner = URI.create(said.get(url));
        String[] login = owner.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + owner.getPort() + "/" + database, login[0], login[1]);
    }
}
