package io.muster.provisioning.user;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.muster.kit.problem.FieldChecks;
import org.jspecify.annotations.Nullable;

/** Which users may be added. */
final class UserRules {

    /** No slash and no colon: they separate workspace, name and password in a login. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@+-]{1,64}");

    /** Devices log in under names of this form. */
    private static final String DEVICE_PREFIX = "device_";

    private final UserSettings settings;

    UserRules(UserSettings settings) {
        this.settings = settings;
    }

    /** Whether a user may have this name at all. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * @return the roles
     * @throws io.muster.kit.problem.InvalidRequest naming every wrong field
     */
    Set<UserRole> check(NewUser user) {
        FieldChecks checks = new FieldChecks();
        @Nullable String name = user.username();
        checks.require(name != null && isName(name), "username", "must match " + NAME.pattern())
                .require(
                        name == null || !name.startsWith(DEVICE_PREFIX),
                        "username",
                        "must not begin with " + DEVICE_PREFIX);
        int length = user.password() == null ? 0 : user.password().length();
        checks.require(
                length >= settings.minPasswordLength() && length <= settings.maxPasswordLength(),
                "password",
                "must have " + settings.minPasswordLength() + " to " + settings.maxPasswordLength() + " characters");
        Set<UserRole> roles = roles(checks, user.roles() == null ? List.of() : user.roles());
        checks.orRefuse();
        return roles;
    }

    private static Set<UserRole> roles(FieldChecks checks, List<@Nullable String> names) {
        checks.require(!names.isEmpty(), "roles", "must name at least one role");
        Set<UserRole> roles = EnumSet.noneOf(UserRole.class);
        for (int i = 0; i < names.size() && i < UserRole.values().length; i++) {
            String field = "roles[" + i + "]";
            UserRole.named(names.get(i))
                    .ifPresentOrElse(
                            roles::add,
                            () -> checks.require(false, field, "must be one of " + List.of(UserRole.values())));
        }
        checks.require(names.size() <= UserRole.values().length, "roles", "must name each role once");
        // Bootstrap credentials are in every device of a series: who has them must not get further.
        checks.require(
                !roles.contains(UserRole.ROLE_DEVICE_BOOTSTRAP) || roles.size() == 1,
                "roles",
                "ROLE_DEVICE_BOOTSTRAP stands alone");
        return roles;
    }
}
