package io.muster.stack.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

import io.muster.broker.kafka.KafkaConnection;
import io.muster.broker.topics.PlatformTopics;
import kafka.Kafka;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Runs Kafka in this JVM until it is told to end: formats the storage when it is new, starts the node, makes the
 * platform's topics. The settings are in the environment, see {@link KafkaSettings}.
 */
public final class KafkaMain {

    static final int NODE = 1;

    private static final Logger LOG = Logger.getLogger(KafkaMain.class.getName());
    private static final short ONE_REPLICA = 1;

    /** The same at every start, because formatted storage refuses any other. */
    private static final Uuid CLUSTER = new Uuid(0x6d75737465724c6fL, 0x63616c537461636bL);

    private KafkaMain() {}

    public static void main(String[] arguments) throws Exception {
        quietLogging();
        KafkaSettings settings = KafkaSettings.from(System.getenv());
        Files.createDirectories(settings.logs());
        Files.writeString(settings.propertiesFile(), settings.properties());
        format(settings);
        Thread topics = new Thread(() -> makeTopics(settings), "topics");
        topics.setDaemon(true);
        topics.start();
        Kafka.main(new String[] {settings.propertiesFile().toString()});
    }

    /** Then Kafka is ready; without topics nothing here has a purpose. */
    private static void makeTopics(KafkaSettings settings) {
        KafkaConnection kafka = new KafkaConnection(Map.of("bootstrap.servers", settings.bootstrap()));
        try {
            new PlatformTopics(kafka, settings.partitions(), ONE_REPLICA).ensure();
            Files.writeString(settings.readyFile(), "");
        } catch (ExecutionException | IOException e) {
            LOG.log(Level.SEVERE, "topics could not be made", e);
            Runtime.getRuntime().halt(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void format(KafkaSettings settings) throws Exception {
        new Formatter()
                .setNodeId(NODE)
                .setClusterId(CLUSTER.toString())
                .setDirectories(List.of(settings.logs().toString()))
                .setControllerListenerName("CONTROLLER")
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(PrintStream.nullOutputStream()))
                .run();
    }

    private static void quietLogging() throws IOException {
        try (InputStream settings = KafkaMain.class.getResourceAsStream("/kafka-logging.properties")) {
            LogManager.getLogManager().readConfiguration(settings);
        }
    }
}
