package io.muster.provisioning.user;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.password.PasswordHashes;
import io.smallrye.mutiny.Uni;

/** Where a name and a password are looked at. */
@ApplicationScoped
public class LoginDesk {

    /** Checked for names that nobody has, so that they take as long as others. */
    private static final String NOBODYS =
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Users users;
    private final PasswordHashes passwords;
    private final UserSettings settings;

    LoginDesk(Users users, PasswordHashes passwords, UserSettings settings) {
        this.users = users;
        this.passwords = passwords;
        this.settings = settings;
    }

    /** The user whose name and password these are; empty, for whatever reason, if there is none. */
    public Uni<Optional<User>> admit(Login login) {
        Optional<String> workspace = login.workspace().or(settings::defaultWorkspace);
        if (workspace.isEmpty()
                || !UserRules.isName(login.name())
                || login.password().length() > settings.maxPasswordLength()) {
            return Uni.createFrom().item(Optional.empty());
        }
        return users.find(workspace.get(), login.name())
                .map(Optional::ofNullable)
                .chain(found -> passwords
                        .matches(login.password(), found.map(User::passwordHash).orElse(NOBODYS))
                        .map(right -> found.filter(user -> right)));
    }
}
