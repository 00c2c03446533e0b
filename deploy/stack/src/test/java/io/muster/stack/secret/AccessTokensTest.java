package io.muster.stack.secret;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import io.muster.stack.secret.AccessTokens.Role;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccessTokensTest {

    @TempDir
    private Path directory;

    @Test
    void aTokenIsBelievedByThePublishedKey() throws Exception {
        JwtClaims claims = verify(issue(Duration.ofHours(1)));
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("operator");
        assertThat(claims.getStringClaimValue("workspace")).isEqualTo("ws_demo");
        assertThat(claims.getStringClaimValue("upn")).isEqualTo(claims.getSubject());
    }

    @Test
    void aTokenEnds() {
        assertThatThrownBy(() -> verify(issue(Duration.ofHours(-1)))).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void theKeySaysThatItIsLocalAndKeepsItsPrivatePart() throws Exception {
        assertThat(Files.readString(SigningKey.in(directory).jwks()))
                .contains("\"kid\":\"local-stack-")
                .doesNotContain("\"d\":");
    }

    private String issue(Duration validity) {
        return new AccessTokens(SigningKey.in(directory)).issue("ws_demo", Role.OPERATOR, validity);
    }

    private JwtClaims verify(String token) throws Exception {
        JsonWebKeySet keys =
                new JsonWebKeySet(Files.readString(SigningKey.in(directory).jwks()));
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setExpectedIssuer(AccessTokens.ISSUER)
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);
    }
}
