package io.muster.stack.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.layout.Ports;
import io.muster.stack.layout.ServiceName;
import io.muster.stack.layout.StackPort;
import io.muster.stack.secret.AccessTokens;
import io.muster.stack.secret.Secrets;
import io.muster.stack.secret.SigningKey;
import io.muster.stack.servers.MqttBroker;
import io.muster.stack.servers.PostgresServer;
import io.muster.stack.supervise.HttpReadiness;
import io.muster.stack.supervise.JavaProgram;
import io.muster.stack.supervise.Part;

/** The five services as parts of the stack: what each is told about its surroundings. */
record Services(
        DataDirectory data,
        Ports ports,
        Secrets secrets,
        SigningKey signingKey,
        PostgresServer postgres,
        MqttBroker broker,
        String workspace) {

    private static final String HOST = "127.0.0.1";
    private static final Set<ServiceName> CALLED_BY_DEVICES =
            Set.of(ServiceName.TELEMETRY, ServiceName.COMMAND, ServiceName.SHADOW);

    /** With room for what lives as long as a request of a thousand devices: else the collector moves it all the time. */
    private static final List<String> JVM = List.of("-Xms64m", "-Xmx256m", "-Xmn48m", "-XX:ReservedCodeCacheSize=64m");

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    Part part(ServiceName service) {
        Path program = Installation.service(service);
        JavaProgram java = new JavaProgram(
                service.lowerCase(), JVM, List.of("-jar", program.toString()), environment(service), START_LIMIT);
        Part part = java.part(
                data,
                () -> {
                    if (!Files.exists(program)) {
                        throw new IllegalStateException(program + " is not there; build it with deploy/stack/up");
                    }
                },
                HttpReadiness.at(ports.of(service.managementPort()), "/q/health/ready"));
        // It migrates its database before anything else; for Kafka and the broker it waits by itself.
        return part.needing(PostgresServer.NAME);
    }

    private Map<String, String> environment(ServiceName service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_HTTP_HOST", HOST);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.of(service.port())));
        environment.put("QUARKUS_MANAGEMENT_HOST", HOST);
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.of(service.managementPort())));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", HOST + ":" + ports.of(StackPort.KAFKA));
        environment.put("MUSTER_IDENTITY_ISSUER", AccessTokens.ISSUER);
        environment.put("MUSTER_IDENTITY_JWKS", signingKey.jwks().toUri().toString());
        environment.put("MUSTER_IDENTITY_ALLOW_LOCAL_KEYS", "true");
        environment.putAll(postgres.serviceEnvironment(service));
        if (MqttBroker.CLIENTS.contains(service)) {
            environment.putAll(broker.serviceEnvironment(service));
        }
        if (CALLED_BY_DEVICES.contains(service)) {
            environment.put(
                    "MUSTER_IDENTITY_DEVICE_JWKS",
                    "http://" + HOST + ":" + ports.of(ServiceName.PROVISIONING.port()) + "/.well-known/jwks.json");
            environment.put("MUSTER_IDENTITY_SECRET_KEY", broker.secretKey());
        }
        if (service == ServiceName.PROVISIONING) {
            // The gateway is the one that may say for whom it asks.
            environment.put("QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING", "true");
            environment.put("QUARKUS_HTTP_PROXY_TRUSTED_PROXIES", HOST);
            environment.put("MUSTER_PROVISIONING_MASTER_KEY", secrets.key("provisioning.master-key"));
            environment.put("MUSTER_PROVISIONING_SECRET_KEY", broker.secretKey());
            // There is hardly another one on a laptop, so nobody has to name it to log in.
            environment.put("MUSTER_PROVISIONING_USER_DEFAULT_WORKSPACE", workspace);
        }
        return environment;
    }
}
