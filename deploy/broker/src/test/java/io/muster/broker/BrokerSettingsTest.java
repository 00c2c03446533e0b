package io.muster.broker;

import java.util.HashMap;
import java.util.Map;

import io.muster.broker.Environment.BadSetting;
import io.muster.broker.rights.ServiceAccount;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerSettingsTest {

    private static final Map<String, String> LEAST = Map.of(
            "MUSTER_BROKER_DATA", "/var/lib/muster",
            "MUSTER_BROKER_JWKS_URL", "http://localhost/jwks.json",
            "KAFKA_BOOTSTRAP_SERVERS", "localhost:9092");

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
}
