package io.muster.provisioning.user;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may be a user. */
@ConfigMapping(prefix = "muster.provisioning.user")
interface UserSettings {

    /** The fewest characters of a password. */
    @WithDefault("8")
    int minPasswordLength();

    /** The most characters of a password. */
    @WithDefault("128")
    int maxPasswordLength();

    /** How many users a workspace may have. */
    @WithDefault("1000")
    int maxUsers();

    /** The workspace of those who log in without naming one; without it they are refused. */
    Optional<String> defaultWorkspace();
}
