package io.muster.stack.supervise;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.supervise.Part.Preparation;
import io.muster.stack.supervise.Part.StopSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** With processes that are nothing but a shell. */
class SupervisorTest {

    private static final Listener DEAF = new Listener() {
        @Override
        public void started(String part, long pid) {}

        @Override
        public void ready(String part, Duration took) {}

        @Override
        public void died(String part, String how, RestartPolicy.Verdict verdict) {}
    };

    @TempDir
    private Path directory;

    private DataDirectory data;
    private RunDirectory run;
    private Supervisor supervisor;

    @BeforeEach
    void makeDirectories() {
        data = new DataDirectory(directory);
        data.create();
        run = new RunDirectory(data.run());
    }

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    @Test
    void aPartThatWasKilledIsStartedAgain() {
        supervise(shell("steady", "while :; do sleep 0.1; done", () -> true));
        supervisor.start();
        ProcessHandle first = process("steady");
        first.destroyForcibly();
        await().until(() ->
                run.find("steady").flatMap(RunFile::process).stream().anyMatch(second -> second.pid() != first.pid()));
    }

    @Test
    void aPartThatIsHeldStaysDownUntilItIsReleased() {
        supervise(shell("steady", "while :; do sleep 0.1; done", () -> true));
        supervisor.start();
        run.hold("steady");
        await().until(() -> state("steady") == PartState.HELD);
        run.release("steady");
        await().until(() -> state("steady") == PartState.READY);
    }

    @Test
    void aPartThatDoesNotStartIsNamedWithTheEndOfItsLog() {
        supervise(shell("hopeless", "echo no luck; exit 3", () -> false));
        assertThatThrownBy(supervisor::start)
                .isInstanceOfSatisfying(PartFailed.class, failed -> assertThat(failed.lastLines())
                        .containsExactly("no luck"))
                .hasMessage("hopeless ended with exit code 3 before it was ready");
    }

    @Test
    void aPartThatDiesAgainAndAgainIsGivenUp() {
        supervise(shell("mortal", "sleep 0.2", () -> true));
        supervisor.start();
        assertThat(supervisor.failure().join()).hasMessageContaining("mortal");
    }

    @Test
    void aPartIsNotStartedWhileWhatItNeedsIsDown() {
        supervise(
                shell("ground", "while :; do sleep 0.1; done", () -> true),
                shell("house", "while :; do sleep 0.1; done", () -> true).needing("ground"));
        supervisor.start();
        run.hold("ground");
        await().until(() -> state("ground") == PartState.HELD);
        process("house").destroyForcibly();
        await().during(Duration.ofMillis(500)).until(() -> state("house") == PartState.DEAD);
        run.release("ground");
        await().until(() -> state("house") == PartState.READY);
    }

    @Test
    void nothingIsLeftAfterTheStop() {
        supervise(shell("steady", "while :; do sleep 0.1; done", () -> true));
        supervisor.start();
        ProcessHandle process = process("steady");
        supervisor.stop();
        assertThat(process.isAlive()).isFalse();
        assertThat(run.all()).isEmpty();
    }

    @Test
    void whatAKilledSupervisorLeftIsEnded() throws IOException {
        supervise(shell("steady", "while :; do sleep 0.1; done", () -> true));
        Process left = new ProcessBuilder("sh", "-c", "while :; do sleep 0.1; done", "part-left").start();
        run.write(new RunFile("left", left.pid(), PartState.READY, "part-left", StopSignal.TERM));
        assertThat(run.clean()).containsExactly("left");
        assertThat(left.isAlive()).isFalse();
    }

    @Test
    void aProcessIdThatBelongsToSomebodyElseByNowIsLeftAlone() {
        supervise(shell("steady", "while :; do sleep 0.1; done", () -> true));
        ProcessHandle stranger = ProcessHandle.current();
        run.write(new RunFile("reused", stranger.pid(), PartState.READY, "no such command line", StopSignal.TERM));
        assertThat(run.clean()).isEmpty();
    }

    private void supervise(Part... parts) {
        supervisor = new Supervisor(
                Arrays.stream(parts).map(List::of).toList(),
                data::log,
                run,
                new RestartPolicy(3, Duration.ofMinutes(1), Duration.ofMillis(10)),
                DEAF);
    }

    private Part shell(String name, String script, Part.Readiness readiness) {
        String marker = "part-" + name;
        return new Part(
                name,
                List.of("sh", "-c", script, marker),
                Map.of(),
                marker,
                Set.of(),
                Preparation.NONE,
                readiness,
                Duration.ofSeconds(10),
                StopSignal.TERM);
    }

    private ProcessHandle process(String part) {
        return run.find(part).flatMap(RunFile::process).orElseThrow();
    }

    private PartState state(String part) {
        return run.find(part).orElseThrow().state();
    }
}
