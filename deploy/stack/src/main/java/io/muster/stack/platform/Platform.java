package io.muster.stack.platform;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.muster.stack.demo.DemoFleet;
import io.muster.stack.gateway.Gateway;
import io.muster.stack.gateway.GatewaySettings;
import io.muster.stack.kafka.KafkaSettings;
import io.muster.stack.layout.DataDirectory;
import io.muster.stack.layout.Ports;
import io.muster.stack.layout.ServiceName;
import io.muster.stack.layout.StackPort;
import io.muster.stack.secret.AccessTokens;
import io.muster.stack.secret.AccessTokens.Role;
import io.muster.stack.secret.Secrets;
import io.muster.stack.secret.SigningKey;
import io.muster.stack.servers.KafkaServer;
import io.muster.stack.servers.MqttBroker;
import io.muster.stack.servers.PostgresServer;
import io.muster.stack.supervise.HttpReadiness;
import io.muster.stack.supervise.JavaProgram;
import io.muster.stack.supervise.Part;

/** Everything that makes the platform on this machine, and what there is to know about it. */
public final class Platform {

    private static final String WORKSPACE = "ws_demo";
    private static final String OTHER_WORKSPACE = "ws_other";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final DataDirectory data;
    private final Ports ports;
    private final AccessTokens tokens;
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final MqttBroker broker;
    private final Services services;
    private final CumulocityUsers users;

    public Platform(DataDirectory data, Ports ports) throws IOException, InterruptedException {
        this.data = data;
        this.ports = ports;
        Secrets secrets = new Secrets(data.secrets());
        SigningKey signingKey = SigningKey.in(data.keys());
        tokens = new AccessTokens(signingKey);
        postgres =
                new PostgresServer(Installation.postgresBinaries(), data, ports.of(StackPort.POSTGRES), secrets, true);
        kafka = KafkaServer.in(data, ports, KafkaSettings.DEFAULT_PARTITIONS);
        broker = new MqttBroker(data, ports, secrets, true);
        services = new Services(data, ports, secrets, signingKey, postgres, broker, WORKSPACE);
        users = new CumulocityUsers(WORKSPACE, OTHER_WORKSPACE, secrets);
    }

    /**
     * The parts in the order in which they start; those of one wave start together.
     *
     * @param without the names of parts that somebody else runs
     */
    public List<List<Part>> waves(boolean demo, Set<String> without) {
        return waves(demo).stream()
                .map(wave -> wave.stream()
                        .filter(part -> !without.contains(part.name()))
                        .toList())
                .toList();
    }

    private List<List<Part>> waves(boolean demo) {
        List<List<Part>> waves = new ArrayList<>();
        waves.add(List.of(postgres.part(), kafka.part()));
        waves.add(List.of(broker.part()));
        List<Part> ours = new ArrayList<>();
        Arrays.stream(ServiceName.values()).map(services::part).forEach(ours::add);
        ours.add(gateway());
        waves.add(ours);
        if (demo) {
            waves.add(List.of(demo()));
        }
        return waves;
    }

    /** What a script needs to know, but for the process ids. */
    public Map<String, String> env() {
        Map<String, String> env = new TreeMap<>();
        env.put("BASE_URL", url(StackPort.GATEWAY));
        for (ServiceName service : ServiceName.values()) {
            env.put(service + "_URL", url(service.port()));
        }
        env.putAll(postgres.env());
        env.putAll(kafka.env());
        env.putAll(broker.env());
        env.put("WORKSPACE", WORKSPACE);
        env.put("ADMIN_TOKEN", token(WORKSPACE, Role.ADMIN));
        env.put("VIEWER_TOKEN", token(WORKSPACE, Role.VIEWER));
        env.put("WORKSPACE_B", OTHER_WORKSPACE);
        env.put("ADMIN_TOKEN_B", token(OTHER_WORKSPACE, Role.ADMIN));
        env.putAll(users.env());
        return env;
    }

    /** What is made in the running platform before anybody hears that it is ready: the users that {@link #env} names. */
    public void furnish() throws IOException, InterruptedException {
        users.add(
                URI.create(url(ServiceName.PROVISIONING.port())),
                Map.of(
                        WORKSPACE, token(WORKSPACE, Role.ADMIN),
                        OTHER_WORKSPACE, token(OTHER_WORKSPACE, Role.ADMIN)));
    }

    private Part gateway() {
        Map<ServiceName, Integer> upstreams = new EnumMap<>(ServiceName.class);
        for (ServiceName service : ServiceName.values()) {
            upstreams.put(service, ports.of(service.port()));
        }
        GatewaySettings settings = new GatewaySettings(ports.of(StackPort.GATEWAY), upstreams);
        JavaProgram program = new JavaProgram(
                "gateway",
                List.of("-Xms16m", "-Xmx96m", "-XX:ReservedCodeCacheSize=48m"),
                List.of(Gateway.class.getName()),
                settings.toEnvironment(),
                START_LIMIT);
        // It has no page of its own: it is ready when it says so to a path that is nobody's.
        return program.part(
                data,
                Part.Preparation.NONE,
                HttpReadiness.at(ports.of(StackPort.GATEWAY), "/", HttpURLConnection.HTTP_NOT_FOUND));
    }

    private Part demo() {
        JavaProgram program = new JavaProgram(
                "demo",
                List.of("-Xms16m", "-Xmx64m", "-XX:ReservedCodeCacheSize=32m"),
                List.of(DemoFleet.class.getName()),
                Map.of(
                        "BASE_URL", url(StackPort.GATEWAY),
                        "ADMIN_TOKEN", token(WORKSPACE, Role.ADMIN),
                        "MQTT_PORT", Integer.toString(ports.of(StackPort.MQTT))),
                START_LIMIT);
        return program.part(data, Part.Preparation.NONE, () -> true);
    }

    private String token(String workspace, Role role) {
        return tokens.issue(workspace, role, AccessTokens.VALIDITY);
    }

    private String url(StackPort port) {
        return "http://127.0.0.1:" + ports.of(port);
    }
}
