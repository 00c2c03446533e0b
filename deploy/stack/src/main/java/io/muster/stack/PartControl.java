package io.muster.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.muster.stack.supervise.PartState;
import io.muster.stack.supervise.RunDirectory;
import io.muster.stack.supervise.RunFile;

/** Puts one part of a running platform down and up again on purpose. Every method returns an exit code. */
record PartControl(RunDirectory run, String part) {

    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final long PACE_MILLIS = 100;

    static PartControl of(String part) {
        return new PartControl(
                new RunDirectory(StackOptions.fromEnvironment().data().run()), part);
    }

    /** Ends the part, in order or by kill -9, and keeps it down. */
    int stop(boolean kill) throws InterruptedException {
        if (isUnknown()) {
            return 1;
        }
        run.hold(part);
        if (kill) {
            run.find(part).flatMap(RunFile::process).ifPresent(ProcessHandle::destroyForcibly);
        }
        return await(file -> file.state() == PartState.HELD);
    }

    /** Lets the part run again and waits until it is ready. */
    int start() throws InterruptedException {
        if (isUnknown()) {
            return 1;
        }
        run.release(part);
        return await(file -> file.state() == PartState.READY && file.process().isPresent());
    }

    private boolean isUnknown() {
        if (run.find(part).isPresent()) {
            return false;
        }
        System.err.println("No part " + part + " is running; these are: "
                + run.all().stream().map(RunFile::part).collect(Collectors.joining(", ")));
        return true;
    }

    private int await(Predicate<RunFile> state) throws InterruptedException {
        Instant limit = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(limit)) {
            if (run.find(part).filter(state).isPresent()) {
                return 0;
            }
            Thread.sleep(PACE_MILLIS);
        }
        System.err.println(part + " has not come to that within " + LIMIT.toSeconds() + " s");
        return 1;
    }
}
