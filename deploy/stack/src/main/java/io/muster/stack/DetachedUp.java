package io.muster.stack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.supervise.PartState;
import io.muster.stack.supervise.RunDirectory;
import io.muster.stack.supervise.RunFile;

/** Starts the supervisor as a process of its own, shows what it says until all is ready, and leaves it alone. */
record DetachedUp(DataDirectory data, boolean demo, Set<String> without) implements Callable<Integer> {

    private static final long PACE_MILLIS = 200;

    @Override
    public Integer call() throws IOException, InterruptedException {
        data.create();
        Path log = data.log("stack");
        Process supervisor = new ProcessBuilder(command())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RunDirectory run = new RunDirectory(data.run());
        try (InputStream said = Files.newInputStream(log)) {
            boolean ended = false;
            while (!ended && !isReady(run, supervisor.pid())) {
                ended = supervisor.waitFor(PACE_MILLIS, TimeUnit.MILLISECONDS);
                said.transferTo(System.err);
            }
            said.transferTo(System.err);
        }
        if (!supervisor.isAlive()) {
            return 1;
        }
        System.out.println(new Welcome(data, demo).text(env()));
        return 0;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx48m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Stack.class.getName()));
        command.addAll(List.of("up", "--no-welcome"));
        if (demo) {
            command.add("--demo");
        }
        if (!without.isEmpty()) {
            command.add("--without=" + String.join(",", without));
        }
        return command;
    }

    private static boolean isReady(RunDirectory run, long pid) {
        return run.supervisor()
                .filter(file -> file.pid() == pid)
                .map(RunFile::state)
                .filter(PartState.READY::equals)
                .isPresent();
    }

    private Map<String, String> env() throws IOException {
        return Files.readAllLines(data.env()).stream()
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
