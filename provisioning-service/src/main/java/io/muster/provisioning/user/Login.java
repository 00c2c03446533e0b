package io.muster.provisioning.user;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name and a password that somebody shows.
 *
 * @param workspace empty if none was named
 */
public record Login(Optional<String> workspace, String name, String password) {

    private static final Pattern WORKSPACE = Pattern.compile("[a-z0-9_-]{2,64}");

    /** @param username {@code workspace/name}, or a name alone */
    public static Login of(String username, String password) {
        int slash = username.indexOf('/');
        if (slash < 0 || !WORKSPACE.matcher(username.substring(0, slash)).matches()) {
            return new Login(Optional.empty(), username, password);
        }
        return new Login(Optional.of(username.substring(0, slash)), username.substring(slash + 1), password);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Login[workspace=" + workspace + ", name=" + name + "]";
    }
}
