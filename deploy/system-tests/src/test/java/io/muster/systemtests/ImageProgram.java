package io.muster.systemtests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;

import static io.muster.systemtests.RunningStack.STACK;

/**
 * What an image would run, run without a container: exactly the files that its Dockerfile copies, which nobody may
 * write, by a user without rights. When the tests are root's that user is the image's own; else it is who runs them.
 */
final class ImageProgram implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(3);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String SMALL = "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1";

    private final String name;
    private final Dockerfile dockerfile;
    private final Path root;
    private final Map<String, String> environment = new HashMap<>();

    /**
     * @param module the context of the image's build
     * @param part of the stack, whose settings it gets
     */
    ImageProgram(Path module, String part) throws IOException {
        name = "image-" + part;
        dockerfile = Dockerfile.read(module.resolve("src/main/docker/Dockerfile"));
        // The system's own place for such things: another user may get there, which is not so of where we build.
        root = Files.createTempDirectory(Path.of("/tmp"), name);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
        dockerfile.layOut(module, root.resolve("image"));
        settingsOf(part).forEach(environment::put);
        environment.put("JDK_JAVA_OPTIONS", SMALL);
    }

    String setting(String variable) {
        return environment.get(variable);
    }

    ImageProgram with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    ImageProgram without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** A file that the program may read, as a volume would bring it. */
    ImageProgram withFile(String variable, Path file) throws IOException {
        Path copy = root.resolve(file.getFileName());
        Files.copy(file, copy);
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("r--r--r--"));
        return with(variable, copy.toUri().toString());
    }

    /** A directory that the program may write, as a volume would be. */
    ImageProgram withVolume(String variable) throws IOException {
        Path volume = Files.createDirectory(root.resolve("volume"));
        Files.setPosixFilePermissions(volume, PosixFilePermissions.fromString("rwxrwxrwx"));
        return with(variable, volume.toString());
    }

    /** Starts its entry point and returns when it answers there, then ends it by SIGTERM. */
    int startAndEnd(String readiness) throws IOException, InterruptedException {
        Process process = start(dockerfile.entrypoint());
        try {
            Awaitility.await(name)
                    .atMost(START)
                    .failFast("it has ended; why is in " + log(), () -> !process.isAlive())
                    .ignoreExceptions()
                    .until(() -> status(readiness) == 200);
            process.destroy();
            return exitCode(process);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs its entry point, or other words in its place, to the end. */
    int run(String... instead) throws IOException, InterruptedException {
        Process process = start(instead.length == 0 ? dockerfile.entrypoint() : Arrays.asList(instead));
        try {
            return exitCode(process);
        } finally {
            process.destroyForcibly();
        }
    }

    String said() throws IOException {
        return Files.readString(log());
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all = files.toList();
            for (Path file : all) {
                if (Files.isDirectory(file) && Files.isWritable(file.getParent())) {
                    file.toFile().setWritable(true);
                }
            }
            for (int i = all.size() - 1; i >= 0; i--) {
                Files.delete(all.get(i));
            }
        }
    }

    private static int status(String url) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int exitCode(Process process) throws InterruptedException {
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(name + " does not end; " + log());
        }
        return process.exitValue();
    }

    private Process start(List<String> words) throws IOException {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            String[] user = dockerfile.user().split(":");
            command.addAll(List.of("setpriv", "--reuid=" + user[0], "--regid=" + user[1], "--clear-groups"));
            command.add("--no-new-privs");
        }
        Path image = root.resolve("image");
        words.stream()
                .map(word -> word.equals("java")
                        ? Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()
                        : word)
                .map(word -> word.replace("/app/", image.resolve("app") + "/"))
                .forEach(command::add);
        ProcessBuilder process = new ProcessBuilder(command)
                .directory(image.resolve(dockerfile.workingDirectory().substring(1))
                        .toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile());
        process.environment().clear();
        process.environment().putAll(environment);
        return process.start();
    }

    private Path log() {
        return STACK.log(name);
    }

    /** What the stack tells its own one, of what concerns us. */
    private static Map<String, String> settingsOf(String part) {
        Map<String, String> settings = new HashMap<>();
        try {
            String environ = Files.readString(Path.of("/proc", STACK.value("PID_" + part.toUpperCase()), "environ"));
            for (String line : environ.split("\0")) {
                if (line.matches("(QUARKUS|MUSTER|KAFKA)_[A-Z_]+=(?s).*")) {
                    settings.put(line.split("=", 2)[0], line.split("=", 2)[1]);
                }
            }
            return settings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
