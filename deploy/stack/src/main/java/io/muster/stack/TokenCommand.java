package io.muster.stack;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.muster.stack.layout.DataDirectory;
import io.muster.stack.secret.AccessTokens;
import io.muster.stack.secret.AccessTokens.Role;
import io.muster.stack.secret.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints a token that the services of this stack believe. */
@Command(name = "token", description = "Print an access token.", mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

    @Option(names = "--workspace", description = "Its workspace (default: ${DEFAULT-VALUE}).")
    private String workspace = "ws_demo";

    @Option(names = "--role", description = "viewer, operator or admin (default: admin).")
    private Role role = Role.ADMIN;

    @Option(names = "--days", description = "How many days it is good (default: ${DEFAULT-VALUE}).")
    private long days = AccessTokens.VALIDITY.toDays();

    @Override
    public Integer call() {
        if (!workspace.matches("[a-z0-9_-]{2,64}")) {
            System.err.println("A workspace is 2 to 64 of a-z, 0-9, _ and -.");
            return 2;
        }
        DataDirectory data = StackOptions.fromEnvironment().data();
        System.out.println(new AccessTokens(SigningKey.in(data.keys())).issue(workspace, role, Duration.ofDays(days)));
        return 0;
    }
}
