package io.muster.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

import io.muster.stack.kafka.KafkaSettings;
import io.muster.stack.layout.DataDirectory;
import io.muster.stack.layout.Ports;
import io.muster.stack.layout.StackPort;
import io.muster.stack.platform.Installation;
import io.muster.stack.secret.Secrets;
import io.muster.stack.servers.KafkaServer;
import io.muster.stack.servers.MqttBroker;
import io.muster.stack.servers.PostgresServer;
import io.muster.stack.supervise.Part;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Only what we did not write, on free ports: the ground that component tests stand on. Says {@code KEY=value} lines and
 * then {@code READY} on standard output, and ends when its standard input does.
 */
@Command(
        name = "servers",
        description = "Start PostgreSQL, Kafka and the MQTT broker on free ports until standard input ends.")
final class ServersCommand implements Callable<Integer> {

    @Option(names = "--data", required = true, description = "Directory for data, logs and keys.")
    private Path data = Path.of("");

    @Option(names = "--fresh", description = "Delete first what an earlier run has left in this directory.")
    private boolean fresh;

    @Option(names = "--no-sync", description = "Do not wait for the disk: fast, and only for tests.")
    private boolean noSync;

    @Option(names = "--only", split = ",", description = "Which of postgres, kafka and broker to start (default: all).")
    private Set<String> only = Set.of(PostgresServer.NAME, KafkaServer.NAME, MqttBroker.NAME);

    @Option(names = "--partitions", description = "Partitions of each topic (default: ${DEFAULT-VALUE}).")
    private int partitions = KafkaSettings.DEFAULT_PARTITIONS;

    @Override
    public Integer call() throws Exception {
        DataDirectory directory = new DataDirectory(data);
        Optional<StackLife> life = StackLife.begin(directory);
        if (life.isEmpty()) {
            System.err.println("another stack is running in " + directory.root());
            return 1;
        }
        if (fresh) {
            directory.clear();
        }
        Map<String, String> env = new TreeMap<>();
        return life.get()
                .live(
                        waves(directory, env),
                        env,
                        Part.Preparation.NONE,
                        () -> announce(env),
                        () -> System.in.transferTo(OutputStream.nullOutputStream()));
    }

    private static void announce(Map<String, String> env) {
        synchronized (env) {
            env.forEach((key, value) -> System.out.println(key + "=" + value));
        }
        System.out.println("READY");
        System.out.flush();
    }

    private List<List<Part>> waves(DataDirectory directory, Map<String, String> env)
            throws IOException, InterruptedException {
        Ports ports = Ports.free();
        Secrets secrets = new Secrets(directory.secrets());
        List<Part> first = new ArrayList<>();
        if (only.contains(PostgresServer.NAME)) {
            PostgresServer postgres = new PostgresServer(
                    Installation.postgresBinaries(), directory, ports.of(StackPort.POSTGRES), secrets, !noSync);
            env.putAll(postgres.env());
            first.add(postgres.part());
        }
        if (only.contains(KafkaServer.NAME)) {
            KafkaServer kafka = KafkaServer.in(directory, ports, partitions);
            env.putAll(kafka.env());
            first.add(kafka.part());
        }
        if (!only.contains(MqttBroker.NAME)) {
            return List.of(first);
        }
        MqttBroker broker = new MqttBroker(directory, ports, secrets, !noSync);
        env.putAll(broker.env());
        return List.of(first, List.of(broker.part()));
    }
}
