package io.muster.provisioning.http;

import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.provisioning.user.Login;
import io.muster.provisioning.user.LoginDesk;
import io.muster.provisioning.user.User;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Lets users in with {@code workspace/name:password}: only on this dialect's paths, everywhere else it is not asked. */
@ApplicationScoped
class PasswordAuthentication implements HttpAuthenticationMechanism {

    /** The attribute of an identity that says in which workspace it is. */
    static final String WORKSPACE = "workspace";

    private static final String SCHEME = "basic ";

    private final LoginDesk desk;

    PasswordAuthentication(LoginDesk desk) {
        this.desk = desk;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext exchange, IdentityProviderManager providers) {
        String header = exchange.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null
                || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || !DeviceControl.owns(exchange.request().path())) {
            return Uni.createFrom().nullItem();
        }
        BasicLogin shown = BasicLogin.of(header);
        return desk.admit(Login.of(shown.username(), shown.password()))
                .map(user ->
                        user.map(PasswordAuthentication::identity).orElseThrow(AuthenticationFailedException::new));
    }

    private static SecurityIdentity identity(User user) {
        QuarkusSecurityIdentity.Builder identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(user.name()))
                .addAttribute(WORKSPACE, user.workspace());
        user.roles().forEach(role -> identity.addRole(role.name()));
        return identity.build();
    }

    /** The answer is a document, and others give it. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return Uni.createFrom().nullItem();
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
