package io.muster.kit.testing;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.events.CredentialEvent.CredentialsRevoked;
import io.muster.events.CredentialEvent.CredentialsRotated;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.CredentialEvent.Topics;
import io.muster.kit.Ids;

/** The secret and the token of a {@link TestDevice}, and what provisioning would say of them. */
final class TestCredentials {

    static final String SECRET = "a secret of at least 128 bits, made by a machine";

    private final String workspace;
    private final String device;
    private final Credential secret;
    private final Credential token;

    TestCredentials(String workspace, String device) {
        this.workspace = workspace;
        this.device = device;
        String id = Ids.next("crd");
        this.secret = credential(
                Ids.next("crd"),
                Kind.SECRET,
                username(),
                "hmac-sha256:" + HexFormat.of().formatHex(hmac()));
        this.token = credential(id, Kind.TOKEN, username(), id);
    }

    String username() {
        return workspace + "_" + device;
    }

    /** The id of the token. */
    String token() {
        return token.id();
    }

    String topic(String path) {
        return workspace + "/devices/" + device + "/" + path;
    }

    String losant(String path) {
        return "losant/" + device + "/" + path;
    }

    CredentialEvent issued() {
        return new CredentialsIssued(1, workspace, device, List.of(secret, token));
    }

    CredentialEvent withoutToken() {
        return new CredentialsRevoked(2, workspace, device, List.of(secret));
    }

    CredentialEvent publishing(List<String> topics) {
        return rotated(
                with(secret, new Topics(secret.topics().subscribe(), topics)),
                with(token, new Topics(token.topics().subscribe(), topics)));
    }

    CredentialEvent hearing(List<String> topics) {
        return rotated(with(secret, new Topics(topics, secret.topics().publish())));
    }

    CredentialEvent replacedBy(String username, String verifier) {
        return rotated(credential(Ids.next("crd"), Kind.SECRET, username, verifier));
    }

    private CredentialEvent rotated(Credential... credentials) {
        return new CredentialsRotated(2, workspace, device, List.of(credentials));
    }

    private static Credential with(Credential credential, Topics topics) {
        return new Credential(
                credential.id(),
                credential.kind(),
                credential.verifier(),
                credential.clientId(),
                credential.username(),
                credential.notBefore(),
                credential.expiresAt(),
                topics);
    }

    private Credential credential(String id, Kind kind, String username, String verifier) {
        Instant now = Clock.systemUTC().instant();
        return new Credential(
                id,
                kind,
                verifier,
                device,
                username,
                now.minusSeconds(300),
                null,
                new Topics(
                        List.of(
                                topic("commands/#"),
                                topic("shadow/delta"),
                                topic("shadow/document"),
                                losant("command")),
                        List.of(
                                topic("telemetry/#"),
                                topic("status"),
                                topic("status/#"),
                                topic("responses"),
                                topic("shadow/reported"),
                                topic("shadow/get"),
                                losant("state"))));
    }

    private static byte[] hmac() {
        try {
            byte[] key = Base64.getDecoder().decode(RealServers.value("BROKER_SECRET_KEY"));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(SECRET.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
