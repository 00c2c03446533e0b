package io.muster.provisioning.user;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A user that somebody wants to add, not yet checked. */
public record NewUser(@Nullable String username, @Nullable String password, @Nullable List<@Nullable String> roles) {

    /** Without the password. */
    @Override
    public String toString() {
        return "NewUser[username=" + username + ", roles=" + roles + "]";
    }
}
