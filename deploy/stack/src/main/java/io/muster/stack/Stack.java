package io.muster.stack;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The stack's commands. The scripts in {@code deploy/stack} are the doors to them. */
@Command(
        name = "stack",
        description = "The whole platform on one machine.",
        mixinStandardHelpOptions = true,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            ResetCommand.class,
            TokenCommand.class,
            StopCommand.class,
            StartCommand.class,
            RestartCommand.class,
            ServersCommand.class
        })
public final class Stack {

    private Stack() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Stack())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }
}
