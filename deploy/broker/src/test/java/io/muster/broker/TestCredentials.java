package io.muster.broker;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import org.jspecify.annotations.Nullable;

import static io.muster.broker.TestPlatform.newCredential;
import static io.muster.broker.TestPlatform.topic;
import static io.muster.broker.TestPlatform.username;

/** A device's credentials as provisioning lists them, with a device's usual rights. */
final class TestCredentials {

    private static final byte[] SECRET_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    private TestCredentials() {}

    static String base64SecretKey() {
        return Base64.getEncoder().encodeToString(SECRET_KEY);
    }

    static Credential token(String device, String id) {
        return credential(device, id, Kind.TOKEN, id, username(device), null);
    }

    static Credential tokenUntil(String device, String id, Instant expiresAt) {
        return credential(device, id, Kind.TOKEN, id, username(device), expiresAt);
    }

    static Credential secret(String device, String secret) throws GeneralSecurityException {
        return credential(device, newCredential(), Kind.SECRET, digest(secret), username(device), null);
    }

    /** Of a device that logs in with a name of its own. */
    static Credential account(String device, String username, String secret) throws GeneralSecurityException {
        return credential(device, newCredential(), Kind.SECRET, digest(secret), username, null);
    }

    /** Of a device that speaks Losant: its key is its user name, and it has no other topics than Losant's. */
    static Credential losant(String device, String key, String secret) throws GeneralSecurityException {
        return new Credential(
                newCredential(),
                Kind.SECRET,
                digest(secret),
                device,
                key,
                Instant.now().minusSeconds(300),
                null,
                new Topics(List.of("losant/" + device + "/command"), List.of("losant/" + device + "/state")));
    }

    private static String digest(String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET_KEY, "HmacSHA256"));
        return "hmac-sha256:" + HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
    }

    static Credential certificate(String device, X509Certificate certificate) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
        String verifier = "x509-sha256:" + HexFormat.of().formatHex(digest);
        return credential(device, newCredential(), Kind.CERTIFICATE, verifier, null, null);
    }

    private static Credential credential(
            String device,
            String id,
            Kind kind,
            String verifier,
            @Nullable String username,
            @Nullable Instant expiresAt) {
        Topics topics = new Topics(
                List.of(topic(device, "commands/#"), topic(device, "shadow/delta"), topic(device, "shadow/document")),
                List.of(
                        topic(device, "telemetry/#"),
                        topic(device, "status"),
                        topic(device, "status/#"),
                        topic(device, "responses"),
                        topic(device, "shadow/reported"),
                        topic(device, "shadow/get")));
        return new Credential(
                id, kind, verifier, device, username, Instant.now().minusSeconds(300), expiresAt, topics);
    }
}
