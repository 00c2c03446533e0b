package io.muster.stack.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.layout.FileTree;
import io.muster.stack.layout.ServiceName;
import io.muster.stack.secret.PrivateFile;
import io.muster.stack.secret.Secrets;
import io.muster.stack.supervise.Part;

/** PostgreSQL on this machine, reached by password over 127.0.0.1 only. */
public final class PostgresServer {

    public static final String NAME = "postgres";

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final PostgresBinaries binaries;
    private final PostgresUser user;
    private final PostgresDatabases databases;
    private final Path directory;
    private final int port;
    private final boolean sync;

    /**
     * @param binaries where the programs are or will be unpacked
     * @param sync whether a commit waits for the disk; without it a crash of the machine may lose data
     */
    public PostgresServer(Path binaries, DataDirectory data, int port, Secrets secrets, boolean sync)
            throws IOException, InterruptedException {
        this.binaries = new PostgresBinaries(binaries);
        this.databases = new PostgresDatabases(port, secrets);
        this.directory = data.of(NAME);
        this.user = PostgresUser.of(directory);
        this.port = port;
        this.sync = sync;
    }

    public Part part() {
        return new Part(
                NAME,
                user.command(command().toArray(String[]::new)),
                Map.of("LC_ALL", "C", "TZ", "UTC"),
                directory.toString(),
                Set.of(),
                this::prepare,
                this::isReady,
                START_LIMIT,
                Part.StopSignal.INT);
    }

    /** The addresses of all databases, with passwords. */
    public Map<String, String> env() {
        Map<String, String> env = new TreeMap<>();
        env.put("POSTGRES_URL", databases.url(PostgresDatabases.ADMIN));
        for (ServiceName service : ServiceName.values()) {
            env.put(service.name() + "_DB_URL", databases.url(service.lowerCase()));
        }
        return env;
    }

    /** What a service is told to reach its own database. */
    public Map<String, String> serviceEnvironment(ServiceName service) {
        return Map.of(
                "MUSTER_POSTGRES_URL", "postgresql://127.0.0.1:" + port + "/" + service.lowerCase(),
                "MUSTER_POSTGRES_USER", service.lowerCase(),
                "MUSTER_POSTGRES_PASSWORD", databases.password(service.lowerCase()));
    }

    private List<String> command() {
        String durable = sync ? "on" : "off";
        return List.of(
                binaries.program("postgres").toString(),
                "-D",
                directory.toString(),
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "port=" + port,
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=200",
                "-c",
                "shared_buffers=256MB",
                // A laptop has an SSD, where it costs little to jump, and no processors to spare for a single query.
                "-c",
                "random_page_cost=1.1",
                "-c",
                "max_parallel_workers_per_gather=0",
                // After each checkpoint whole pages go to the log; under load there was one every twenty seconds.
                "-c",
                "max_wal_size=2GB",
                "-c",
                "fsync=" + durable,
                "-c",
                "synchronous_commit=" + durable,
                "-c",
                "full_page_writes=" + durable,
                // Nobody replicates from here, so the log needs to hold no more than a crash needs.
                "-c",
                "wal_level=minimal",
                "-c",
                "max_wal_senders=0",
                "-c",
                "log_timezone=UTC",
                "-c",
                "timezone=UTC");
    }

    private void prepare() throws IOException, InterruptedException {
        binaries.ensure();
        if (Files.exists(directory.resolve("PG_VERSION"))) {
            new PostgresLeftovers(directory).clear();
        } else {
            initialise();
        }
    }

    /** In a directory beside, so that one that was interrupted is never taken for a database. */
    private void initialise() throws IOException, InterruptedException {
        Path draft = directory.resolveSibling(NAME + ".new");
        Path password = directory.resolveSibling(NAME + ".password");
        new FileTree(draft).delete();
        Files.createDirectories(draft);
        PrivateFile.write(password, databases.password(PostgresDatabases.ADMIN) + "\n");
        user.own(draft);
        user.own(password);
        Process initdb = new ProcessBuilder(user.command(
                        binaries.program("initdb").toString(),
                        "--pgdata=" + draft,
                        "--username=" + PostgresDatabases.ADMIN,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale-provider=builtin",
                        "--locale=C.UTF-8",
                        sync ? "--data-checksums" : "--no-sync"))
                .redirectErrorStream(true)
                .start();
        String said = new String(initdb.getInputStream().readAllBytes());
        int code = initdb.waitFor();
        Files.delete(password);
        if (code != 0) {
            throw new IOException("initdb ended with exit code " + code + ": " + said);
        }
        Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean isReady() throws Exception {
        databases.ensure();
        return true;
    }
}
