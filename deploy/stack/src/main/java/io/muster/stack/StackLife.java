package io.muster.stack;

import java.nio.channels.FileLock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.platform.EnvListener;
import io.muster.stack.supervise.Part;
import io.muster.stack.supervise.PartFailed;
import io.muster.stack.supervise.PartState;
import io.muster.stack.supervise.RestartPolicy;
import io.muster.stack.supervise.RunDirectory;
import io.muster.stack.supervise.Supervisor;

/** One life of a stack, in this process: from the claim of its directory until nothing of it is left. */
final class StackLife {

    private final DataDirectory data;
    private final RunDirectory run;
    /** Held open; the directory is ours for as long as this process lives. */
    private final FileLock lock;

    private StackLife(DataDirectory data, FileLock lock) {
        this.data = data;
        this.lock = lock;
        this.run = new RunDirectory(data.run());
    }

    /** Takes the directory and ends what a killed stack left in it; nothing, if a stack is running there. */
    static Optional<StackLife> begin(DataDirectory data) {
        return data.claim().map(lock -> {
            StackLife life = new StackLife(data, lock);
            List<String> leftovers = life.run.clean();
            if (!leftovers.isEmpty()) {
                System.err.println("ended what an earlier stack had left running: " + String.join(", ", leftovers));
            }
            return life;
        });
    }

    /**
     * Starts the parts and keeps them up. All of them end with this process, however it is asked to end.
     *
     * @param env what scripts are told; process ids are added to it
     * @param furnish done when all parts run, before the stack counts as ready
     * @param ready done when it does
     * @param end returns when it is time to end
     * @return the exit code
     */
    int live(List<List<Part>> waves, Map<String, String> env, Part.Preparation furnish, Runnable ready, Callable<?> end)
            throws Exception {
        run.writeSupervisor(PartState.STARTING);
        Supervisor supervisor =
                new Supervisor(waves, data::log, run, RestartPolicy.DEFAULT, new EnvListener(data, env));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(supervisor), "stop"));
        // On a thread of its own: the one that reports the failure is waited for while this process ends.
        supervisor.failure().thenAcceptAsync(failed -> System.exit(report(failed)), task -> new Thread(task).start());
        try {
            supervisor.start();
        } catch (PartFailed failed) {
            return report(failed);
        }
        furnish.run();
        run.writeSupervisor(PartState.READY);
        ready.run();
        end.call();
        return 0;
    }

    private void stop(Supervisor supervisor) {
        if (lock.isValid()) {
            supervisor.stop();
            run.forgetSupervisor();
        }
    }

    private static int report(PartFailed failed) {
        List<String> lines = failed.lastLines();
        System.err.println("\n" + failed.getMessage() + (lines.isEmpty() ? "" : "; the end of its log:"));
        lines.forEach(line -> System.err.println("  " + line));
        return 1;
    }
}
