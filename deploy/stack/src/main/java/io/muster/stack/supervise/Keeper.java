package io.muster.stack.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps one part alive: starts it, waits until it is ready, starts it again when it dies, ends it when asked. */
final class Keeper implements Runnable {

    private static final Duration PACE = Duration.ofMillis(100);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final int LINES_SHOWN = 25;

    private final Part part;
    private final LogFile log;
    private final RunDirectory run;
    private final RestartPolicy policy;
    private final Listener listener;
    private final List<Instant> deaths = new ArrayList<>();
    private final CountDownLatch stopAsked = new CountDownLatch(1);
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CompletableFuture<PartFailed> gaveUp = new CompletableFuture<>();

    Keeper(Part part, Path log, RunDirectory run, RestartPolicy policy, Listener listener) {
        this.part = part;
        this.log = new LogFile(log);
        this.run = run;
        this.policy = policy;
        this.listener = listener;
    }

    /** Completes when the part is ready for the first time, or with the {@link PartFailed} that says why it is not. */
    CompletableFuture<Void> firstReady() {
        return firstReady;
    }

    /** Completes when a part that was ready cannot be kept up any more. */
    CompletableFuture<PartFailed> gaveUp() {
        return gaveUp;
    }

    void stop() {
        stopAsked.countDown();
    }

    @Override
    public void run() {
        log.rotate();
        while (!pause(Duration.ZERO)) {
            if (run.isHeld(part.name())) {
                note(0, PartState.HELD);
                pause(PACE);
            } else if (!part.needs().stream().allMatch(run::isUp)) {
                pause(PACE);
            } else {
                live();
            }
        }
    }

    private void live() {
        Instant begin = Instant.now();
        String end;
        try {
            part.prepare().run();
            Process process = start();
            try {
                end = awaitReady(process, begin) ? awaitEnd(process, begin) : unready(process);
            } finally {
                end(process);
            }
        } catch (Exception e) {
            end = "could not be started: " + e.getMessage();
        }
        if (!unwanted()) {
            mourn(end);
        }
    }

    private Process start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ownSession(part.command()))
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
        builder.environment().putAll(part.environment());
        Process process = builder.start();
        note(process.pid(), PartState.STARTING);
        listener.started(part.name(), process.pid());
        return process;
    }

    /** A Ctrl-C in the terminal reaches every process of the session at once; only the supervisor is to hear it. */
    private static List<String> ownSession(List<String> command) {
        if (!Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            return command;
        }
        List<String> whole = new ArrayList<>(List.of("/usr/bin/setsid"));
        whole.addAll(command);
        return whole;
    }

    private boolean awaitReady(Process process, Instant begin) throws InterruptedException {
        Instant limit = begin.plus(part.startLimit());
        while (Instant.now().isBefore(limit) && !unwanted()) {
            if (isReady()) {
                return true;
            }
            if (process.waitFor(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return false;
    }

    private boolean isReady() {
        try {
            return part.readiness().isReady();
        } catch (Exception e) {
            return false;
        }
    }

    private String unready(Process process) {
        return process.isAlive()
                ? "was not ready within " + part.startLimit().toSeconds() + " s"
                : "ended with exit code " + process.exitValue() + " before it was ready";
    }

    private String awaitEnd(Process process, Instant begin) throws InterruptedException {
        note(process.pid(), PartState.READY);
        listener.ready(part.name(), Duration.between(begin, Instant.now()));
        firstReady.complete(null);
        while (!unwanted() && !process.waitFor(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
            log.trim();
        }
        return process.isAlive() ? "was asked to end" : "ended with exit code " + process.exitValue();
    }

    private void end(Process process) {
        if (process.isAlive()) {
            Signals.send(process.toHandle(), part.stopSignal());
            Signals.awaitEnd(process.toHandle(), STOP_LIMIT);
        }
        note(0, PartState.DEAD);
    }

    private void mourn(String how) {
        if (!firstReady.isDone()) {
            firstReady.completeExceptionally(new PartFailed(part.name(), how, log.tail(LINES_SHOWN)));
            stop();
            return;
        }
        Instant now = Instant.now();
        deaths.add(now);
        RestartPolicy.Verdict verdict = policy.after(deaths, now);
        listener.died(part.name(), how, verdict);
        if (verdict instanceof RestartPolicy.Verdict.StartAgain again) {
            pause(again.after());
        } else {
            gaveUp.complete(new PartFailed(part.name(), how + ", again and again", log.tail(LINES_SHOWN)));
            stop();
        }
    }

    private boolean unwanted() {
        return pause(Duration.ZERO) || run.isHeld(part.name());
    }

    /** Waits this long, or until the stop. */
    private boolean pause(Duration length) {
        try {
            return stopAsked.await(length.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void note(long pid, PartState state) {
        run.write(new RunFile(part.name(), pid, state, part.marker(), part.stopSignal()));
    }
}
