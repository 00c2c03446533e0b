package io.muster.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.layout.Ports;
import io.muster.stack.layout.ServiceName;
import io.muster.stack.layout.StackPort;
import io.muster.stack.platform.Platform;
import io.muster.stack.supervise.RunDirectory;
import io.muster.stack.supervise.RunFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the whole platform and stays until it is told to end. */
@Command(name = "up", description = "Start the whole platform; Ctrl-C ends it.", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Option(names = "--detach", description = "Return when the platform is ready; deploy/stack/down ends it.")
    private boolean detach;

    @Option(names = "--demo", description = "Add a small simulated fleet.")
    private boolean demo;

    @Option(
            names = "--without",
            paramLabel = "PART",
            split = ",",
            description = "Do not start these parts: you run them yourself, in a debugger for example.")
    private Set<String> without = Set.of();

    @Option(names = "--no-welcome", hidden = true, description = "Say nothing when ready: somebody else will.")
    private boolean noWelcome;

    @Override
    public Integer call() throws Exception {
        StackOptions options = StackOptions.fromEnvironment();
        DataDirectory data = options.data();
        if (detach && !isRunning(data)) {
            return new DetachedUp(data, demo, without).call();
        }
        Instant begin = Instant.now();
        Optional<StackLife> life = StackLife.begin(data);
        if (life.isEmpty()) {
            System.err.println("The platform is running already in " + data.root() + "; deploy/stack/down ends it.");
            return 1;
        }
        Ports ports = options.ports();
        List<StackPort> taken = ports.taken();
        if (!taken.isEmpty()) {
            taken.forEach(port -> System.err.println("Port " + ports.of(port) + " (" + port + ") is taken."));
            System.err.println("Nothing was started. MUSTER_PORT_OFFSET=100, for example, moves all ports.");
            return 1;
        }
        Platform platform = new Platform(data, ports);
        Map<String, String> env = platform.env();
        return life.get()
                .live(
                        platform.waves(demo, without),
                        env,
                        () -> furnish(platform),
                        () -> welcome(data, env, begin),
                        UpCommand::forever);
    }

    /** Whoever runs the service that has users is asked for them another time. */
    private void furnish(Platform platform) throws Exception {
        if (!without.contains(ServiceName.PROVISIONING.lowerCase())) {
            platform.furnish();
        }
    }

    private static boolean isRunning(DataDirectory data) {
        return new RunDirectory(data.run())
                .supervisor()
                .flatMap(RunFile::process)
                .isPresent();
    }

    private void welcome(DataDirectory data, Map<String, String> env, Instant begin) {
        System.err.printf(
                "all parts ready after %.1f s%n",
                Duration.between(begin, Instant.now()).toMillis() / 1000.0);
        if (!noWelcome) {
            System.out.println(new Welcome(data, demo).text(env));
        }
    }

    private static Void forever() throws InterruptedException {
        new CountDownLatch(1).await();
        throw new IllegalStateException("a signal ends this process, and nothing else");
    }
}
