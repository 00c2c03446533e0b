package io.muster.broker.kafka;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * How Kafka is reached, and as whom: settings of its clients by their own names, among them {@code bootstrap.servers}.
 */
public record KafkaConnection(Map<String, String> settings) {

    private static final String PREFIX = "KAFKA_";

    public KafkaConnection {
        settings = Map.copyOf(settings);
    }

    /**
     * Reads {@code KAFKA_BOOTSTRAP_SERVERS}, {@code KAFKA_SECURITY_PROTOCOL}, {@code KAFKA_SASL_JAAS_CONFIG}, {@code
     * KAFKA_SSL_TRUSTSTORE_LOCATION} and whatever else is the name of a setting that clients of every kind have, as the
     * services do. Variables of other names are not ours.
     */
    public static KafkaConnection from(Map<String, String> variables) {
        Map<String, String> settings = new TreeMap<>();
        variables.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX) && !value.isBlank()) {
                String name = variable.substring(PREFIX.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '.');
                if (AdminClientConfig.configNames().contains(name)) {
                    settings.put(name, value);
                }
            }
        });
        return new KafkaConnection(settings);
    }

    /** For a client that adds settings of its own. */
    public Properties properties() {
        Properties properties = new Properties();
        properties.putAll(settings);
        return properties;
    }

    /** Where, without the secrets. */
    @Override
    public String toString() {
        return settings.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "nowhere") + " ("
                + settings.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT") + ")";
    }
}
