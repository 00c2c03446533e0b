package io.muster.provisioning.user;

import java.time.Instant;
import java.util.Set;

/**
 * A user of a workspace.
 *
 * @param name unique in the workspace
 * @param passwordHash see {@link io.muster.kit.password.PasswordHashes}
 */
public record User(String workspace, String name, Set<UserRole> roles, String passwordHash, Instant createdAt) {

    public User {
        roles = Set.copyOf(roles);
    }

    /** Without the hash. */
    @Override
    public String toString() {
        return "User[workspace=" + workspace + ", name=" + name + ", roles=" + roles + "]";
    }
}
