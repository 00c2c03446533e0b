package io.muster.systemtests;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;

/** The images hold all that their programs need, and these need no right that the chart does not give them. */
class ImagesSystemTest {

    private static final Path ROOT = Path.of(System.getProperty("muster.root"));
    private static final List<String> SERVICES = List.of("registry", "provisioning", "telemetry", "command", "shadow");
    private static final int ENDED_BY_SIGTERM = 143;

    @Test
    void everyServiceStartsFromTheFilesOfItsImageAndEndsWhenItIsTold() {
        ExecutorService all = Executors.newFixedThreadPool(SERVICES.size());
        try {
            List<CompletableFuture<Void>> trials = SERVICES.stream()
                    .map(service -> CompletableFuture.runAsync(() -> startAndEnd(service), all))
                    .toList();
            trials.forEach(CompletableFuture::join);
        } finally {
            all.shutdownNow();
        }
    }

    @Test
    void theBrokerStartsFromTheFilesOfItsImageAndMakesTopics() throws Exception {
        String health = Integer.toString(RunningStack.freePort());
        try (ImageProgram image = new ImageProgram(ROOT.resolve("deploy/broker"), "broker")) {
            image.with("MUSTER_BROKER_NAME", "broker-of-the-image")
                    .with("MUSTER_BROKER_HEALTH_PORT", health)
                    .with("MUSTER_BROKER_MQTT_PORT", "0")
                    .with("MUSTER_BROKER_WS_PORT", "0")
                    .without("MUSTER_BROKER_KEYSTORE")
                    .withVolume("MUSTER_BROKER_DATA");

            assertThat(image.startAndEnd("http://127.0.0.1:" + health + "/health/ready"))
                    .as(image.said())
                    .isEqualTo(ENDED_BY_SIGTERM);

            // As the chart's Job does.
            assertThat(image.run("java", "-cp", "/app/lib/*:/app/broker/*", "io.muster.broker.topics.TopicsMain"))
                    .as(image.said())
                    .isZero();
            assertThat(image.said()).contains("made now: none");
        }
    }

    @Test
    void aServiceToldToMigrateDoesSoAndEndsWithoutKafka() throws Exception {
        try (Connection postgres = PurgedRows.connect(STACK.value("POSTGRES_URL"));
                ImageProgram image = image("registry")) {
            execute(postgres, "drop database if exists migrated");
            execute(postgres, "create database migrated owner registry");
            String migrated = STACK.value("REGISTRY_DB_URL").replaceAll("/registry$", "/migrated");

            int code = image.with("MUSTER_POSTGRES_URL", migrated.replaceAll("//.*@", "//"))
                    .with("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")
                    .with("QUARKUS_INIT_AND_EXIT", "true")
                    .run();

            assertThat(code).as(image.said()).isZero();
            assertThat(migrations(migrated)).isPositive().isEqualTo(migrations(STACK.value("REGISTRY_DB_URL")));

            // A migration that cannot be made must stop the release.
            assertThat(image.with("MUSTER_POSTGRES_PASSWORD", "another").run()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry-service",
                "provisioning-service",
                "telemetry-service",
                "command-service",
                "shadow-service",
                "deploy/broker"
            })
    void anImageIsOfAKnownBaseForAUserThatIsANumberWithWhatChangesLast(String module) {
        Dockerfile dockerfile = Dockerfile.read(ROOT.resolve(module).resolve("src/main/docker/Dockerfile"));

        assertThat(dockerfile.base()).matches("[a-z0-9./-]+:[a-z0-9.-]+").doesNotEndWith(":latest");
        assertThat(dockerfile.user()).isEqualTo("65532:65532");
        assertThat(dockerfile.entrypoint().get(0)).isEqualTo("java");
        List<String> layers =
                dockerfile.copies().stream().map(Dockerfile.Copy::to).toList();
        assertThat(layers.get(0)).isEqualTo("/app/lib/");
        assertThat(layers.get(layers.size() - 1)).isIn("/app/app/", "/app/broker/");
    }

    private static void startAndEnd(String service) {
        String management = Integer.toString(RunningStack.freePort());
        try (ImageProgram image = image(service)) {
            int code = image.with("QUARKUS_MANAGEMENT_PORT", management)
                    .with("QUARKUS_FLYWAY_MIGRATE_AT_START", "false")
                    .startAndEnd("http://127.0.0.1:" + management + "/q/health/ready");

            assertThat(code).as(image.said()).isEqualTo(ENDED_BY_SIGTERM);
        } catch (Exception e) {
            throw new IllegalStateException(service, e);
        }
    }

    private static ImageProgram image(String service) throws Exception {
        ImageProgram image = new ImageProgram(ROOT.resolve(service + "-service"), service);
        Path keys = Path.of(URI.create(image.setting("MUSTER_IDENTITY_JWKS")));
        return image.with("QUARKUS_HTTP_PORT", Integer.toString(RunningStack.freePort()))
                .with("MUSTER_REPLICA", "of-the-image")
                .withFile("MUSTER_IDENTITY_JWKS", keys);
    }

    private static void execute(Connection postgres, String statement) throws SQLException {
        try (Statement execution = postgres.createStatement()) {
            execution.execute(statement);
        }
    }

    private static int migrations(String database) throws SQLException {
        try (Connection connection = PurgedRows.connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from flyway_schema_history where success")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
