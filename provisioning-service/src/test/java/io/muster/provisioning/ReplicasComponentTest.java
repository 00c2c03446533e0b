package io.muster.provisioning;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import jakarta.inject.Inject;

import io.muster.provisioning.signing.PublicSigningKey;
import io.muster.provisioning.signing.SigningKey;
import io.muster.provisioning.signing.SigningKeys;
import io.muster.provisioning.vault.P256;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What a second replica that starts at the same moment must not do. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class ReplicasComponentTest {

    private static final int P256_BYTES = 32;

    @Inject
    SigningKeys keys;

    @Inject
    Pool pool;

    @Test
    void theKeyThatWasStoredFirstStays() {
        String first = keys.current().await().indefinitely().id();

        keys.add(new SigningKey("too-late", P256.generate()), Instant.now(), null)
                .await()
                .indefinitely();

        assertThat(keys.current().await().indefinitely().id()).isEqualTo(first);
        assertThat(served()).contains(first).doesNotContain("too-late");
        assertThat(keys.published(Duration.ZERO).await().indefinitely())
                .extracting(PublicSigningKey::id)
                .contains(first)
                .doesNotContain("too-late");
    }

    @Test
    void theStoredKeyIsSealed() {
        byte[] stored = pool.query("select private_key from signing_key")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getBuffer("private_key")
                .getBytes();

        byte[] plain = keys.current().await().indefinitely().pair().getPrivate().getEncoded();
        assertThat(HexFormat.of().formatHex(stored))
                .hasSizeGreaterThan(2 * plain.length)
                .doesNotContain(HexFormat.of().formatHex(plain, plain.length - P256_BYTES, plain.length));
    }

    private static List<String> served() {
        return given().get("/.well-known/jwks.json").then().extract().path("keys.kid");
    }
}
