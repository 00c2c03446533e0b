package io.muster.kit.identity;

import java.util.Set;

import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Knows callers by itself, and leaves it to the problem documents to tell whom it does not know how to ask. */
public interface QuietMechanism extends HttpAuthenticationMechanism {

    @Override
    default Uni<ChallengeData> getChallenge(RoutingContext exchange) {
        return Uni.createFrom().nullItem();
    }

    @Override
    default Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
