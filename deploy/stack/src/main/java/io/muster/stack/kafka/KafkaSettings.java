package io.muster.stack.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How Kafka runs here.
 *
 * @param directory where its logs and settings are
 * @param port for clients, on 127.0.0.1
 * @param controllerPort for Kafka itself, on 127.0.0.1
 * @param partitions of each topic that is made; an existing topic keeps what it has
 */
public record KafkaSettings(Path directory, int port, int controllerPort, int partitions) {

    /** Enough that each of several replicas of a service has its share. */
    public static final int DEFAULT_PARTITIONS = 6;

    private static final String PREFIX = "MUSTER_KAFKA_";

    static KafkaSettings from(Map<String, String> environment) {
        return new KafkaSettings(
                Path.of(environment.get(PREFIX + "DIRECTORY")),
                Integer.parseInt(environment.get(PREFIX + "PORT")),
                Integer.parseInt(environment.get(PREFIX + "CONTROLLER_PORT")),
                Integer.parseInt(environment.get(PREFIX + "PARTITIONS")));
    }

    public Map<String, String> toEnvironment() {
        return Map.of(
                PREFIX + "DIRECTORY", directory.toString(),
                PREFIX + "PORT", Integer.toString(port),
                PREFIX + "CONTROLLER_PORT", Integer.toString(controllerPort),
                PREFIX + "PARTITIONS", Integer.toString(partitions));
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Exists while Kafka runs and has all topics. */
    public Path readyFile() {
        return directory.resolve("ready");
    }

    Path logs() {
        return directory.resolve("log");
    }

    Path propertiesFile() {
        return directory.resolve("server.properties");
    }

    /** The server's own settings; what is not here is Kafka's default. */
    String properties() {
        return Stream.of(
                        "process.roles=broker,controller",
                        "node.id=" + KafkaMain.NODE,
                        "controller.quorum.voters=" + KafkaMain.NODE + "@127.0.0.1:" + controllerPort,
                        "controller.listener.names=CONTROLLER",
                        "listeners=PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                        "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                        "log.dirs=" + logs(),
                        // A topic nobody planned is a mistake.
                        "auto.create.topics.enable=false",
                        // A node that was killed is let in again only when its former life has timed out.
                        "broker.heartbeat.interval.ms=500",
                        "broker.session.timeout.ms=3000",
                        "offsets.topic.replication.factor=1",
                        "offsets.topic.num.partitions=6",
                        "transaction.state.log.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "transaction.state.log.num.partitions=1",
                        // The wait for further members of a new group is for large clusters.
                        "group.initial.rebalance.delay.ms=0",
                        // One machine, few clients: small buffers and few threads.
                        "log.cleaner.dedupe.buffer.size=8388608",
                        "num.network.threads=2",
                        "num.io.threads=4",
                        "background.threads=2")
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
