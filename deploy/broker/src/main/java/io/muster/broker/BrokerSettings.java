package io.muster.broker;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

import io.muster.broker.Environment.BadSetting;
import io.muster.broker.artemis.MqttServerSettings;
import io.muster.broker.cluster.ClusterSettings;
import io.muster.broker.kafka.KafkaConnection;
import io.muster.events.rights.ServiceAccount;

/**
 * How this broker is run; each value is the environment variable of its name.
 *
 * @param name {@code MUSTER_BROKER_NAME}, {@code broker-0}: under which its sessions are announced; the same after
 *     every restart, and no other broker's
 * @param listeners where it listens
 * @param data {@code MUSTER_BROKER_DATA}: the folder of the journal and of the cached signing keys
 * @param sync {@code MUSTER_BROKER_SYNC}, true: whether a message is on disk, not only with the operating system,
 *     before it is acknowledged
 * @param jwksUrl {@code MUSTER_BROKER_JWKS_URL}: provisioning's public keys
 * @param tokenIssuer {@code MUSTER_BROKER_TOKEN_ISSUER}, {@code muster-provisioning}
 * @param secretKey {@code MUSTER_BROKER_SECRET_KEY}, base64: the key under which device secrets are kept; without it
 *     every secret is refused
 * @param servicePasswords {@code MUSTER_BROKER_PASSWORD_TELEMETRY}, {@code …_COMMAND}, {@code …_SHADOW}: a service
 *     without one cannot connect
 * @param kafka {@code KAFKA_BOOTSTRAP_SERVERS}, and how it is reached, see {@link KafkaConnection#from}
 * @param cluster empty: it is the only node; see {@link ClusterVariables}
 * @param limits what one client, and all of them, may take
 */
record BrokerSettings(
        String name,
        Listeners listeners,
        Path data,
        boolean sync,
        URI jwksUrl,
        String tokenIssuer,
        Optional<byte[]> secretKey,
        Map<ServiceAccount, String> servicePasswords,
        KafkaConnection kafka,
        Optional<ClusterSettings> cluster,
        Limits limits) {

    private static final int ANY_PORT = 0;
    private static final int LAST_PORT = 65_535;

    /** @throws BadSetting naming the variable that is missing or wrong */
    static BrokerSettings from(Map<String, String> variables) {
        Environment environment = new Environment(variables);
        Listeners listeners = Listeners.from(environment);
        return new BrokerSettings(
                environment.text("MUSTER_BROKER_NAME", "broker-0"),
                listeners,
                Path.of(environment.required("MUSTER_BROKER_DATA")),
                environment.flag("MUSTER_BROKER_SYNC", true),
                jwksUrl(environment),
                environment.text("MUSTER_BROKER_TOKEN_ISSUER", "muster-provisioning"),
                environment.base64("MUSTER_BROKER_SECRET_KEY"),
                servicePasswords(environment),
                kafka(environment, variables),
                ClusterVariables.read(environment, listeners.host()),
                Limits.from(environment));
    }

    private static URI jwksUrl(Environment environment) {
        String name = "MUSTER_BROKER_JWKS_URL";
        try {
            URI url = URI.create(environment.required(name));
            if ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            // Said below, in the same words.
        }
        throw new BadSetting(name, "must be an http or https URL");
    }

    private static KafkaConnection kafka(Environment environment, Map<String, String> variables) {
        environment.required("KAFKA_BOOTSTRAP_SERVERS");
        return KafkaConnection.from(variables);
    }

    private static Map<ServiceAccount, String> servicePasswords(Environment environment) {
        Map<ServiceAccount, String> passwords = new EnumMap<>(ServiceAccount.class);
        for (ServiceAccount account : ServiceAccount.values()) {
            environment
                    .optional("MUSTER_BROKER_PASSWORD_" + account.name())
                    .ifPresent(password -> passwords.put(account, password));
        }
        return passwords;
    }

    /** What of it the MQTT server is started with. */
    MqttServerSettings mqtt() {
        return new MqttServerSettings(
                name,
                listeners.host(),
                listeners.mqttPort(),
                listeners.webSocketPort(),
                listeners
                        .keyStore()
                        .map(file ->
                                new MqttServerSettings.Tls(listeners.mqttsPort(), file, listeners.keyStorePassword())),
                data,
                sync,
                limits.maxPacketBytes(),
                limits.inFlight(),
                limits.maxConnections(),
                2 * limits.maxCatchUps(),
                limits.connectTime(),
                limits.sessionExpiry(),
                limits.idleAddress(),
                (long) limits.queueMemory() << 20,
                limits.maxDiskPercent(),
                limits.workers(),
                limits.backlog(),
                limits.longestBrake(),
                cluster);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "BrokerSettings[name=" + name + ", listeners=" + listeners + ", data=" + data + ", sync=" + sync
                + ", jwksUrl=" + jwksUrl + ", tokenIssuer=" + tokenIssuer + ", kafka=" + kafka + ", cluster=" + cluster
                + ", limits=" + limits
                + "]";
    }

    /**
     * Where the broker listens. Port 0 takes a free one.
     *
     * @param host {@code MUSTER_BROKER_HOST}, {@code 127.0.0.1}
     * @param mqttPort {@code MUSTER_BROKER_MQTT_PORT}, 1883
     * @param webSocketPort {@code MUSTER_BROKER_WS_PORT}, 8083
     * @param mqttsPort {@code MUSTER_BROKER_MQTTS_PORT}, 8883; only with a key store
     * @param healthPort {@code MUSTER_BROKER_HEALTH_PORT}, 0: none
     * @param keyStore {@code MUSTER_BROKER_KEYSTORE}: a PKCS12 file with the server's key and certificate; without it
     *     there is no TLS
     * @param keyStorePassword {@code MUSTER_BROKER_KEYSTORE_PASSWORD}
     */
    record Listeners(
            String host,
            int mqttPort,
            int webSocketPort,
            int mqttsPort,
            int healthPort,
            Optional<Path> keyStore,
            String keyStorePassword) {

        private static Listeners from(Environment environment) {
            return new Listeners(
                    environment.text("MUSTER_BROKER_HOST", "127.0.0.1"),
                    environment.number("MUSTER_BROKER_MQTT_PORT", 1883, ANY_PORT, LAST_PORT),
                    environment.number("MUSTER_BROKER_WS_PORT", 8083, ANY_PORT, LAST_PORT),
                    environment.number("MUSTER_BROKER_MQTTS_PORT", 8883, ANY_PORT, LAST_PORT),
                    environment.number("MUSTER_BROKER_HEALTH_PORT", 0, 0, LAST_PORT),
                    environment.optional("MUSTER_BROKER_KEYSTORE").map(Path::of),
                    environment.text("MUSTER_BROKER_KEYSTORE_PASSWORD", ""));
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Listeners[host=" + host + ", mqttPort=" + mqttPort + ", webSocketPort=" + webSocketPort
                    + ", mqttsPort=" + mqttsPort + ", healthPort=" + healthPort + ", keyStore=" + keyStore + "]";
        }
    }
}
