package io.muster.stack.servers;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.muster.stack.kafka.KafkaMain;
import io.muster.stack.kafka.KafkaSettings;
import io.muster.stack.layout.DataDirectory;
import io.muster.stack.layout.Ports;
import io.muster.stack.layout.StackPort;
import io.muster.stack.supervise.JavaProgram;
import io.muster.stack.supervise.Part;

/** Kafka as a part of the stack. */
public record KafkaServer(DataDirectory data, KafkaSettings settings) {

    public static final String NAME = "kafka";

    /**
     * @param partitions of each topic
     */
    public static KafkaServer in(DataDirectory data, Ports ports, int partitions) {
        return new KafkaServer(
                data,
                new KafkaSettings(
                        data.of(NAME), ports.of(StackPort.KAFKA), ports.of(StackPort.KAFKA_CONTROLLER), partitions));
    }

    public Part part() {
        JavaProgram program = new JavaProgram(
                NAME,
                // Kafka's one use of log4j is to change levels at runtime; its complaint that there is none is noise.
                List.of("-Xms64m", "-Xmx320m", "-XX:ReservedCodeCacheSize=96m", "-Dlog4j2.statusLoggerLevel=OFF"),
                List.of(KafkaMain.class.getName()),
                settings.toEnvironment(),
                Duration.ofSeconds(120));
        return program.part(
                data, () -> Files.deleteIfExists(settings.readyFile()), () -> Files.exists(settings.readyFile()));
    }

    public Map<String, String> env() {
        return Map.of("KAFKA_BOOTSTRAP", settings.bootstrap());
    }
}
