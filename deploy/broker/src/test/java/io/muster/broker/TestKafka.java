package io.muster.broker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.broker.kafka.KafkaConnection;
import io.muster.broker.topics.PlatformTopics;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A real Kafka with the platform's topics, started once for all tests. */
final class TestKafka {

    private static final int PARTITIONS = 3;
    private static final TestKafka SHARED = FreePorts.start(TestKafka::new);

    private final String bootstrapServers;

    private TestKafka(FreePorts ports) throws IOException {
        Path directory = TestRun.directory("kafka");
        bootstrapServers = "127.0.0.1:" + ports.first();
        start(directory, ports.first(), ports.second());
        createTopics();
    }

    static String bootstrapServers() {
        return SHARED.bootstrapServers;
    }

    private void start(Path directory, int port, int controllerPort) {
        try {
            new Formatter()
                    .setNodeId(1)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setDirectories(List.of(directory.toString()))
                    .setControllerListenerName("CONTROLLER")
                    .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                    .run();
        } catch (Exception e) {
            throw new IllegalStateException("Kafka's storage cannot be formatted", e);
        }
        Map<String, String> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", "1");
        properties.put("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", bootstrapServers.replace("127", "PLAINTEXT://127"));
        properties.put("log.dirs", directory.toString());
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("auto.create.topics.enable", "false");
        startUp(new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM));
    }

    private static void startUp(KafkaRaftServer server) {
        // It would end the JVM when it cannot start, now or a moment later, and nobody would know why.
        Exit.setExitProcedure((status, message) -> {});
        Exit.setHaltProcedure((status, message) -> {});
        try {
            server.startup();
        } catch (RuntimeException failed) {
            server.shutdown();
            throw failed;
        }
        TestRun.lasting(server::shutdown);
    }

    private void createTopics() {
        try {
            topics().ensure();
        } catch (Exception e) {
            throw new IllegalStateException("Topics cannot be made", e);
        }
    }

    private PlatformTopics topics() {
        KafkaConnection kafka = new KafkaConnection(Map.of("bootstrap.servers", bootstrapServers));
        return new PlatformTopics(kafka, PARTITIONS, (short) 1);
    }

    static PlatformTopics platformTopics() {
        return SHARED.topics();
    }
}
