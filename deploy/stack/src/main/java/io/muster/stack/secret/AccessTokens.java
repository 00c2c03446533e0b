package io.muster.stack.secret;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Tokens for people and programs of this machine's stack, in place of an OIDC issuer's. */
public record AccessTokens(SigningKey key) {

    /** Whom the services of this stack are told to believe. */
    public static final String ISSUER = "http://127.0.0.1/muster-local-stack";

    /** How long a token is good by default. */
    public static final Duration VALIDITY = Duration.ofDays(30);

    /** What a caller may do; each includes the one before it. */
    public enum Role {
        VIEWER,
        OPERATOR,
        ADMIN;

        private String claim() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A signed JWT for somebody with this role in this workspace. */
    public String issue(String workspace, Role role, Duration validity) {
        Instant now = Instant.now();
        String name = role.claim() + "@" + workspace;
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setSubject(name);
        claims.setClaim("upn", name);
        claims.setStringListClaim("groups", List.of(role.claim()));
        claims.setClaim("workspace", workspace);
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(validity).getEpochSecond()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        signature.setKeyIdHeaderValue(key.id());
        signature.setHeader("typ", "JWT");
        signature.setKey(key.privateKey());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign a token", e);
        }
    }
}
