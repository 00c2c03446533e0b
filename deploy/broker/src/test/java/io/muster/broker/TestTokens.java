package io.muster.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

import com.sun.net.httpserver.HttpServer;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Tokens, signed with a key that can be read as provisioning's can. */
final class TestTokens implements AutoCloseable {

    private static final String PATH = "/.well-known/jwks.json";

    private final EllipticCurveJsonWebKey key;
    private final HttpServer jwks;

    TestTokens() throws IOException, JoseException {
        key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        key.setKeyId("key-" + UUID.randomUUID());
        jwks = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        byte[] body = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
        jwks.createContext(PATH, exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        jwks.start();
    }

    URI jwksUrl() {
        return URI.create("http://127.0.0.1:" + jwks.getAddress().getPort() + PATH);
    }

    String sign(String device, String credential) {
        JwtClaims claims = new JwtClaims();
        claims.setSubject(device);
        claims.setJwtId(credential);
        claims.setIssuedAt(NumericDate.now());
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue("ES256");
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key cannot be read any more. */
    @Override
    public void close() {
        jwks.stop(0);
    }
}
