package io.muster.stack;

import java.io.IOException;
import java.util.concurrent.Callable;

import io.muster.stack.layout.DataDirectory;
import picocli.CommandLine.Command;

/** Ends the platform and forgets everything: data, keys, passwords, tokens. */
@Command(name = "reset", description = "End the platform and delete its data.", mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        DataDirectory data = StackOptions.fromEnvironment().data();
        System.out.println(DownCommand.end(data));
        data.wipe();
        System.out.println("deleted the data in " + data.root());
        return 0;
    }
}
