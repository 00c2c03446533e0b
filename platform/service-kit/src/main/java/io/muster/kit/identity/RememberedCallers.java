package io.muster.kit.identity;

import java.time.Instant;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;

/** Verifies the tokens of people and programs as the extension does, and each only now and then. */
@Alternative
@Priority(1)
@ApplicationScoped
class RememberedCallers extends JWTCallerPrincipalFactory {

    private final JWTCallerPrincipalFactory verifying = new DefaultJWTCallerPrincipalFactory();
    private final VerifiedTokens<JWTCallerPrincipal> verified;

    RememberedCallers(IdentitySettings settings) {
        this.verified = new VerifiedTokens<>(settings, caller -> Instant.ofEpochSecond(caller.getExpirationTime()));
    }

    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo rules) throws ParseException {
        return verified.of(token, fresh -> verifying.parse(fresh, rules));
    }
}
