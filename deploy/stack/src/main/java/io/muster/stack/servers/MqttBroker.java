package io.muster.stack.servers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.layout.Ports;
import io.muster.stack.layout.ServiceName;
import io.muster.stack.layout.StackPort;
import io.muster.stack.secret.Secrets;
import io.muster.stack.secret.ServerCertificate;
import io.muster.stack.supervise.HttpReadiness;
import io.muster.stack.supervise.JavaProgram;
import io.muster.stack.supervise.Part;

/** The MQTT broker with the platform's plugin, as a part of the stack. */
public record MqttBroker(DataDirectory data, Ports ports, Secrets secrets, boolean sync) {

    public static final String NAME = "broker";

    /** The services that speak MQTT, each with an account of its own. */
    public static final List<ServiceName> CLIENTS =
            List.of(ServiceName.TELEMETRY, ServiceName.COMMAND, ServiceName.SHADOW);

    private static final String MAIN = "io.muster.broker.BrokerMain";

    public Part part() {
        JavaProgram program = new JavaProgram(
                NAME,
                List.of("-Xms512m", "-Xmx" + heap(), "-Xmn128m", "-XX:ReservedCodeCacheSize=64m"),
                List.of(MAIN),
                environment(),
                Duration.ofSeconds(120));
        return program.part(
                data,
                () -> ServerCertificate.ensure(keyStore(), keyStorePassword(), authority()),
                HttpReadiness.at(ports.of(StackPort.BROKER_HEALTH), "/health/ready"));
    }

    /** Tens of thousands of connected devices want more than a laptop's stack is given. */
    private static String heap() {
        return System.getenv().getOrDefault("MUSTER_STACK_BROKER_HEAP", "768m");
    }

    public Map<String, String> env() {
        Map<String, String> env = new TreeMap<>();
        env.put("MQTT_URL", "mqtt://127.0.0.1:" + ports.of(StackPort.MQTT));
        env.put("MQTTS_URL", "mqtts://127.0.0.1:" + ports.of(StackPort.MQTTS));
        env.put("MQTT_WS_URL", "ws://127.0.0.1:" + ports.of(StackPort.MQTT_WS));
        env.put("MQTT_CA", authority().toString());
        env.put("BROKER_SECRET_KEY", secretKey());
        env.put("BROKER_JWKS_URL", jwksUrl());
        CLIENTS.forEach(service -> env.put("BROKER_PASSWORD_" + service, password(service)));
        return env;
    }

    /** What a service is told to reach the broker as itself. */
    public Map<String, String> serviceEnvironment(ServiceName service) {
        return Map.of(
                "MUSTER_MQTT_HOST", "127.0.0.1",
                "MUSTER_MQTT_PORT", Integer.toString(ports.of(StackPort.MQTT)),
                "MUSTER_MQTT_USERNAME", service.lowerCase(),
                "MUSTER_MQTT_PASSWORD", password(service));
    }

    /** The key under which provisioning keeps device secrets and the broker compares them. */
    public String secretKey() {
        return secrets.key("broker.secret-key");
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put("MUSTER_BROKER_NAME", "broker-0");
        environment.put("MUSTER_BROKER_HOST", "127.0.0.1");
        environment.put("MUSTER_BROKER_MQTT_PORT", number(StackPort.MQTT));
        environment.put("MUSTER_BROKER_MQTTS_PORT", number(StackPort.MQTTS));
        environment.put("MUSTER_BROKER_WS_PORT", number(StackPort.MQTT_WS));
        environment.put("MUSTER_BROKER_HEALTH_PORT", number(StackPort.BROKER_HEALTH));
        environment.put("MUSTER_BROKER_DATA", data.of(NAME).toString());
        environment.put("MUSTER_BROKER_SYNC", Boolean.toString(sync));
        environment.put("MUSTER_BROKER_KEYSTORE", keyStore().toString());
        environment.put("MUSTER_BROKER_KEYSTORE_PASSWORD", keyStorePassword());
        environment.put("MUSTER_BROKER_JWKS_URL", jwksUrl());
        environment.put("MUSTER_BROKER_TOKEN_ISSUER", "muster-provisioning");
        environment.put("MUSTER_BROKER_SECRET_KEY", secretKey());
        CLIENTS.forEach(service -> environment.put("MUSTER_BROKER_PASSWORD_" + service, password(service)));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + number(StackPort.KAFKA));
        return environment;
    }

    /** Where the broker looks for the keys of device tokens. */
    private String jwksUrl() {
        return "http://127.0.0.1:" + number(StackPort.PROVISIONING) + "/.well-known/jwks.json";
    }

    private String number(StackPort port) {
        return Integer.toString(ports.of(port));
    }

    private String password(ServiceName service) {
        return secrets.password("broker." + service.lowerCase());
    }

    private String keyStorePassword() {
        return secrets.password("broker.keystore");
    }

    private Path keyStore() {
        return data.keys().resolve("broker.p12");
    }

    private Path authority() {
        return data.keys().resolve("ca.pem");
    }
}
