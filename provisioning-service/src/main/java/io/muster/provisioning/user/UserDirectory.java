package io.muster.provisioning.user;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.kit.password.PasswordHashes;
import io.muster.provisioning.user.UserRefusal.TooManyUsers;
import io.muster.provisioning.user.UserRefusal.UserExists;
import io.muster.provisioning.user.UserRefusal.UserUnknown;
import io.muster.provisioning.user.Users.Added;
import io.smallrye.mutiny.Uni;

/** Where the users of a workspace are added, looked at and removed. */
@ApplicationScoped
public class UserDirectory {

    private final Users users;
    private final PasswordHashes passwords;
    private final UserSettings settings;
    private final UserRules rules;
    private final Clock clock = Clock.systemUTC();

    UserDirectory(Users users, PasswordHashes passwords, UserSettings settings) {
        this.users = users;
        this.passwords = passwords;
        this.settings = settings;
        this.rules = new UserRules(settings);
    }

    /** Adds a user. Fails if the workspace has one of this name, or as many as it may have. */
    public Uni<User> add(String workspace, NewUser wanted) {
        Set<UserRole> roles = rules.check(wanted);
        String name = Objects.requireNonNull(wanted.username());
        return passwords
                .hash(Objects.requireNonNull(wanted.password()))
                .map(hash ->
                        new User(workspace, name, roles, hash, clock.instant().truncatedTo(ChronoUnit.MILLIS)))
                .call(user -> users.add(user, settings.maxUsers()).invoke(added -> require(added, name)));
    }

    private void require(Added added, String name) {
        switch (added) {
            case NAME_TAKEN -> throw new UserExists(name);
            case WORKSPACE_FULL -> throw new TooManyUsers(settings.maxUsers());
            case YES -> {}
        }
    }

    /** By name. */
    public Uni<Page<User>> list(String workspace, PageRequest page) {
        return users.list(workspace, page);
    }

    /** Fails if the workspace has no such user. */
    public Uni<User> find(String workspace, String name) {
        return users.find(workspace, name).onItem().ifNull().failWith(() -> new UserUnknown(name));
    }

    /** From the next request on the user is not let in any more. Fails if the workspace has no such user. */
    public Uni<Void> remove(String workspace, String name) {
        return users.remove(workspace, name)
                .invoke(removed -> {
                    if (!removed) {
                        throw new UserUnknown(name);
                    }
                })
                .replaceWithVoid();
    }
}
