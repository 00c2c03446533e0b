package io.muster.stack.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.UUID;

import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * The key that signs the tokens of people and programs on this machine. Its id says what it is, so that a service
 * elsewhere refuses to believe it.
 */
public final class SigningKey {

    private static final String LOCAL = "local-stack-";

    private final PublicJsonWebKey key;
    private final Path jwks;

    private SigningKey(PublicJsonWebKey key, Path jwks) {
        this.key = key;
        this.jwks = jwks;
    }

    /** The key kept in this directory, made if there is none. */
    public static SigningKey in(Path directory) {
        Path file = directory.resolve("signing-key.json");
        Path jwks = directory.resolve("jwks.json");
        try {
            if (Files.exists(file) && Files.exists(jwks)) {
                return new SigningKey(PublicJsonWebKey.Factory.newPublicJwk(Files.readString(file)), jwks);
            }
            EllipticCurveJsonWebKey made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            made.setKeyId(LOCAL + UUID.randomUUID());
            made.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
            made.setUse("sig");
            PrivateFile.write(file, made.toJson(OutputControlLevel.INCLUDE_PRIVATE));
            PrivateFile.write(jwks, new JsonWebKeySet(made).toJson(OutputControlLevel.PUBLIC_ONLY));
            return new SigningKey(made, jwks);
        } catch (JoseException e) {
            throw new IllegalStateException("cannot use " + file, e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The file with the public key, for those who are to believe it. */
    public Path jwks() {
        return jwks;
    }

    String id() {
        return key.getKeyId();
    }

    PrivateKey privateKey() {
        return key.getPrivateKey();
    }
}
