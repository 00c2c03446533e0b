package io.muster.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.muster.broker.Environment.BadSetting;
import io.muster.broker.cluster.ClusterSettings;
import io.muster.broker.cluster.ClusterSettings.Peer;
import io.muster.events.rights.ServiceAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerSettingsTest {

    private static final Map<String, String> LEAST = Map.of(
            "MUSTER_BROKER_DATA", "/var/lib/muster",
            "MUSTER_BROKER_JWKS_URL", "http://localhost/jwks.json",
            "KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");

    private static final String CLUSTER_PASSWORD = "sixteen letters!";

    @Test
    void haveDefaults() {
        BrokerSettings settings = BrokerSettings.from(LEAST);

        assertThat(settings.name()).isEqualTo("broker-0");
        assertThat(settings.sync()).isTrue();
        assertThat(settings.limits().maxPacketBytes()).isEqualTo(128 * 1024);
        assertThat(settings.servicePasswords()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MUSTER_BROKER_DATA, ",
        "MUSTER_BROKER_JWKS_URL, ftp://x",
        "MUSTER_BROKER_MQTT_PORT, many",
        "MUSTER_BROKER_MAX_PACKET_BYTES, -1",
        "MUSTER_BROKER_SYNC, yes",
        "MUSTER_BROKER_SECRET_KEY, not base64!"
    })
    void nameTheVariableThatIsWrong(String name, String value) {
        assertThatThrownBy(() -> BrokerSettings.from(with(name, value)))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(name);
    }

    @Test
    void takeTheSameListOfNodesForEachOfThem() {
        BrokerSettings settings = BrokerSettings.from(with(Map.of(
                "MUSTER_BROKER_CLUSTER_PEERS", "one:61616, two:61616,three:1234",
                "MUSTER_BROKER_CLUSTER_HOST", "two",
                "MUSTER_BROKER_CLUSTER_PASSWORD", CLUSTER_PASSWORD)));

        ClusterSettings cluster = settings.cluster().orElseThrow();
        assertThat(cluster.peers()).containsExactly(new Peer("one", 61_616), new Peer("three", 1234));
        assertThat(settings.toString()).doesNotContain(CLUSTER_PASSWORD);
    }

    @Test
    void takeThePasswordOfTheClusterFromAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), CLUSTER_PASSWORD + "\n");

        BrokerSettings settings = BrokerSettings.from(with(Map.of(
                "MUSTER_BROKER_CLUSTER_PEERS", "one:61616", "MUSTER_BROKER_CLUSTER_PASSWORD_FILE", file.toString())));

        assertThat(settings.cluster().orElseThrow().password()).isEqualTo(CLUSTER_PASSWORD);
    }

    @ParameterizedTest
    @CsvSource({
        "MUSTER_BROKER_CLUSTER_PEERS, one",
        "MUSTER_BROKER_CLUSTER_PEERS, one:0",
        "MUSTER_BROKER_CLUSTER_PEERS, one:many",
        "MUSTER_BROKER_CLUSTER_PASSWORD, short",
        "MUSTER_BROKER_CLUSTER_PASSWORD, ",
        "MUSTER_BROKER_CLUSTER_HOST, 0.0.0.0",
        "MUSTER_BROKER_CLUSTER_LOST_MS, 1"
    })
    void nameWhatIsWrongOfTheCluster(String name, String value) {
        Map<String, String> variables = with(
                Map.of("MUSTER_BROKER_CLUSTER_PEERS", "one:61616", "MUSTER_BROKER_CLUSTER_PASSWORD", CLUSTER_PASSWORD));
        variables.put(name, value);

        assertThatThrownBy(() -> BrokerSettings.from(variables))
                .isInstanceOf(BadSetting.class)
                .hasMessageStartingWith(name)
                .hasMessageNotContaining("short");
    }

    @Test
    void reachKafkaAsTheServicesDo() {
        BrokerSettings settings = BrokerSettings.from(with(Map.of(
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SASL_JAAS_CONFIG", "ScramLoginModule required password=hidden;",
                "KAFKA_PORT", "tcp://10.0.0.1:9092")));

        assertThat(settings.kafka().settings())
                .containsEntry("bootstrap.servers", "localhost:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.jaas.config", "ScramLoginModule required password=hidden;")
                .hasSize(3);
        assertThat(settings.toString()).contains("localhost:9092 (SASL_SSL)").doesNotContain("hidden");
    }

    @Test
    void keepSecretsToThemselves() {
        BrokerSettings settings = BrokerSettings.from(with("MUSTER_BROKER_PASSWORD_SHADOW", "hidden"));

        assertThat(settings.servicePasswords()).containsEntry(ServiceAccount.SHADOW, "hidden");
        assertThat(settings.toString()).doesNotContain("hidden");
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.put(name, value);
        return variables;
    }

    private static Map<String, String> with(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(LEAST);
        variables.putAll(more);
        return variables;
    }
}
