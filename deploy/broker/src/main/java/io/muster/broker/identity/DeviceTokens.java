package io.muster.broker.identity;

import java.security.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.muster.broker.identity.Admission.Refused;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.EventJson;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.UnresolvableKeyException;

/** Verifies the tokens that provisioning signs for devices. */
public final class DeviceTokens {

    /** A token that is older than this and not listed was revoked; no use in waiting to hear of it. */
    private static final Duration FRESH = Duration.ofMinutes(1);

    private static final int CLOCK_SKEW_SECONDS = 5;

    private final Clock clock;
    private final SigningKeys keys;
    private final JwtConsumer consumer;

    public DeviceTokens(SigningKeys keys, String issuer, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
                .setVerificationKeyResolver(this::key)
                .setExpectedIssuer(false, issuer)
                .setRequireSubject()
                .setRequireJwtId()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .setSkipDefaultAudienceValidation()
                .build();
    }

    static boolean looksLikeToken(String password) {
        return password.startsWith("ey")
                && password.chars().filter(c -> c == '.').count() == 2;
    }

    /** What the token proves of the client of this id; empty if it is not valid or not its own. */
    Optional<Evidence> verify(String token, String clientId) {
        try {
            JwtClaims claims = consumer.processToClaims(token);
            if (!claims.getSubject().equals(clientId)) {
                return Optional.empty();
            }
            return Optional.of(new Evidence(Kind.TOKEN, claims.getJwtId(), true, isFresh(claims)));
        } catch (InvalidJwtException | MalformedClaimException e) {
            return Optional.empty();
        }
    }

    /** Why the token proves nothing of this client. */
    Refused whyNot(String token, String clientId) {
        try {
            String subject = consumer.processToClaims(token).getSubject();
            return subject.equals(clientId)
                    ? new Refused("credential-revoked", "The token is valid by itself, but not listed any more.")
                    : new Refused("client-id-mismatch", "The token belongs to " + Presented.printable(subject) + ".");
        } catch (InvalidJwtException e) {
            return e.hasExpired()
                    ? new Refused("credential-expired", "The token expired at " + end(e) + ".")
                    : new Refused("token-not-valid", fault(e));
        } catch (MalformedClaimException e) {
            return new Refused("token-not-valid", "The token has no subject.");
        }
    }

    private static String fault(InvalidJwtException refused) {
        if (refused.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return "The signature of the token is wrong.";
        }
        if (refused.getCause() instanceof UnresolvableKeyException) {
            return "The token is signed with a key that is none of this platform's.";
        }
        return refused.getJwtContext() == null || refused.getJwtContext().getJwtClaims() == null
                ? "The password has the form of a token, but cannot be read as one."
                : "The token is signed by this platform, but not for a device.";
    }

    private static String end(InvalidJwtException expired) {
        try {
            return EventJson.format(Instant.ofEpochSecond(
                    expired.getJwtContext().getJwtClaims().getExpirationTime().getValue()));
        } catch (MalformedClaimException e) {
            return "an unknown time";
        }
    }

    private boolean isFresh(JwtClaims claims) throws MalformedClaimException {
        if (claims.getIssuedAt() == null) {
            return true;
        }
        Instant issuedAt = Instant.ofEpochSecond(claims.getIssuedAt().getValue());
        return issuedAt.plus(FRESH).isAfter(clock.instant());
    }

    private Key key(JsonWebSignature signature, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        String keyId = signature.getKeyIdHeaderValue();
        return Optional.ofNullable(keyId)
                .flatMap(keys::find)
                .orElseThrow(() -> new UnresolvableKeyException("Unknown key id"));
    }
}
