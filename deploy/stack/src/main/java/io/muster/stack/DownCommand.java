package io.muster.stack;

import java.nio.channels.FileLock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.supervise.RunDirectory;
import picocli.CommandLine.Command;

/** Ends a running platform, or what a killed one has left. */
@Command(name = "down", description = "End the platform; its data stays.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        DataDirectory data = StackOptions.fromEnvironment().data();
        System.out.println(end(data));
        return 0;
    }

    /** Returns when no process of the stack in this directory is left, and says what there was. */
    static String end(DataDirectory data) {
        RunDirectory run = new RunDirectory(data.run());
        Optional<FileLock> claim = data.claim();
        boolean supervisorEnded = claim.isEmpty() && run.endSupervisor();
        // Also after that: a supervisor that took too long was killed, and has left its parts to nobody.
        List<String> leftovers = run.clean();
        run.forgetSupervisor();
        if (supervisorEnded) {
            return "stopped";
        }
        return leftovers.isEmpty() ? "nothing was running" : "ended what was left: " + String.join(", ", leftovers);
    }
}
