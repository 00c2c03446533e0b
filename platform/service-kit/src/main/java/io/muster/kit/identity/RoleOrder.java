package io.muster.kit.identity;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;

/** Gives every caller the roles that its own includes. */
@ApplicationScoped
class RoleOrder implements SecurityIdentityAugmentor {

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        if (identity.hasRole(Role.ADMIN)) {
            return Uni.createFrom().item(with(identity, Role.OPERATOR, Role.VIEWER));
        }
        if (identity.hasRole(Role.OPERATOR)) {
            return Uni.createFrom().item(with(identity, Role.VIEWER));
        }
        return Uni.createFrom().item(identity);
    }

    private static SecurityIdentity with(SecurityIdentity identity, String... roles) {
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder(identity);
        for (String role : roles) {
            builder.addRole(role);
        }
        return builder.build();
    }
}
