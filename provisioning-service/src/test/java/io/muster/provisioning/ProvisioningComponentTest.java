package io.muster.provisioning;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.CredentialsIssued;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceSnapshot;
import io.muster.events.Topic;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.TestFleet.device;
import static io.muster.provisioning.TestFleet.provision;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class ProvisioningComponentTest {

    @Test
    void aTokenComesInTheDocumentedShape() {
        DeviceSnapshot device = device();

        Response answer = provision(device, "{\"authType\":\"token\",\"expiryDays\":0}")
                .statusCode(201)
                .extract()
                .response();

        Map<String, Object> data = answer.path("data");
        String prefix = "ws_abc/devices/" + device.id() + "/";
        assertThat(data.keySet()).containsExactly("username", "password", "clientId", "topics", "expiresAt");
        assertThat(data)
                .containsEntry("username", "ws_abc_" + device.id())
                .containsEntry("clientId", device.id())
                .containsEntry("expiresAt", null);
        assertThat(answer.<List<String>>path("data.topics.subscribe")).contains(prefix + "commands/#");
        assertThat(answer.<List<String>>path("data.topics.publish"))
                .contains(prefix + "telemetry/#", prefix + "status");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("Location")).contains("/devices/" + device.id() + "/credentials/crd_");
    }

    @Test
    void aTokenIsVerifiedWithTheServedKeysAndAnnouncedByItsIdOnly() throws Exception {
        DeviceSnapshot device = device();

        String token = provision(device, "{\"authType\":\"token\",\"expiryDays\":30}")
                .statusCode(201)
                .extract()
                .path("data.password");

        JwtClaims claims = JwtClaims.parse(verified(token).getPayload());
        CredentialEvent said = announced(device, 1);
        Credential listed = said.credentials().get(0);
        assertThat(claims.getSubject()).isEqualTo(device.id());
        assertThat(said).isInstanceOf(CredentialsIssued.class);
        assertThat(said.workspace()).isEqualTo("ws_abc");
        assertThat(said.credentials()).hasSize(1);
        assertThat(listed.kind()).isEqualTo(Kind.TOKEN);
        assertThat(listed.verifier()).isEqualTo(claims.getJwtId());
        assertThat(listed.username()).isEqualTo("ws_abc_" + device.id());
        assertThat(listed.expiresAt())
                .isEqualTo(Instant.ofEpochSecond(claims.getExpirationTime().getValue()))
                .isCloseTo(Instant.now().plus(Duration.ofDays(30)), within(Duration.ofMinutes(1)));
        assertThat(Duration.between(listed.notBefore(), Instant.now())).isGreaterThanOrEqualTo(Duration.ofMinutes(5));
        assertThat(said.toString()).doesNotContain(token);
    }

    @Test
    void aCertificateNamesTheDeviceAndIsAnnouncedByItsDigestOnly() throws Exception {
        DeviceSnapshot device = device();

        Response answer = provision(device, "{\"authType\":\"certificate\",\"expiryDays\":365}")
                .statusCode(201)
                .extract()
                .response();

        Map<String, Object> data = answer.path("data");
        X509Certificate certificate = certificate(answer.path("data.certificate"));
        X509Certificate authority = certificate(answer.path("data.caCertificate"));
        Credential listed = announced(device, 1).credentials().get(0);
        certificate.verify(authority.getPublicKey());
        assertThat(data.keySet())
                .containsExactly("certificate", "privateKey", "caCertificate", "clientId", "topics", "expiresAt");
        assertThat(answer.<String>path("data.privateKey")).startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(certificate.getSubjectX500Principal().getName()).startsWith("CN=" + device.id() + ",");
        assertThat(answer.<String>path("data.expiresAt"))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.000Z")
                .isEqualTo(listed.expiresAt().toString().replace("Z", ".000Z"));
        assertThat(listed.kind()).isEqualTo(Kind.CERTIFICATE);
        assertThat(listed.username()).isNull();
        assertThat(listed.verifier())
                .isEqualTo("x509-sha256:"
                        + HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
    }

    @Test
    void aWorkspaceHasOneAuthorityOfItsOwn() throws Exception {
        X509Certificate one = authorityOf(device());
        X509Certificate two = authorityOf(device());
        X509Certificate other = authorityOf(device(TestFleet.OTHER_WORKSPACE));

        assertThat(two).isEqualTo(one);
        assertThat(other).isNotEqualTo(one);
    }

    @Test
    void aCertificateThatShouldNotExpireGetsTheLongestLifeThereIs() {
        String expiresAt = provision(device(), "{\"authType\":\"certificate\",\"expiryDays\":0}")
                .statusCode(201)
                .extract()
                .path("data.expiresAt");

        assertThat(Instant.parse(expiresAt))
                .isCloseTo(Instant.now().plus(Duration.ofDays(3650)), within(Duration.ofMinutes(1)));
    }

    @Test
    void permissionsLimitTheTopicsToWhatIsListed() {
        DeviceSnapshot device = device();

        Response answer = provision(
                        device,
                        "{\"authType\":\"token\",\"permissions\":{\"telemetryTopics\":[\"sensors\",\"gps/fix\"],"
                                + "\"commandTopics\":[\"reboot\"]}}")
                .statusCode(201)
                .extract()
                .response();

        String prefix = "ws_abc/devices/" + device.id() + "/";
        Credential listed = announced(device, 1).credentials().get(0);
        assertThat(answer.<List<String>>path("data.topics.publish"))
                .startsWith(prefix + "telemetry/sensors", prefix + "telemetry/gps/fix", prefix + "status")
                .isEqualTo(listed.topics().publish());
        assertThat(answer.<List<String>>path("data.topics.subscribe"))
                .containsExactly(prefix + "commands/reboot", prefix + "shadow/delta", prefix + "shadow/document")
                .isEqualTo(listed.topics().subscribe());
    }

    @Test
    void aRequestThatIsFasterThanTheNewsOfItsDeviceWaitsForIt() {
        device();
        DeviceSnapshot fresh = TestFleet.unannounced(TestFleet.WORKSPACE);

        CompletableFuture<Integer> status = CompletableFuture.supplyAsync(
                () -> provision(fresh, "{\"authType\":\"token\"}").extract().statusCode());
        TestTopics.say(new DeviceRegistered(1, fresh));

        assertThat(status).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(201);
    }

    @Test
    void theUsersOwnNameForADeviceIsAsGoodAsItsId() {
        DeviceSnapshot device = device();

        String clientId = TestFleet.admin("ws_abc")
                .body("{\"authType\":\"token\"}")
                .post("/devices/{id}/provision", device.deviceId())
                .then()
                .statusCode(201)
                .extract()
                .path("data.clientId");

        assertThat(clientId).isEqualTo(device.id());
    }

    private static X509Certificate authorityOf(DeviceSnapshot device) throws Exception {
        return certificate(provision(device, "{\"authType\":\"certificate\",\"expiryDays\":1}")
                .statusCode(201)
                .extract()
                .path("data.caCertificate"));
    }

    private static CredentialEvent announced(DeviceSnapshot device, long revision) {
        return TestTopics.await(
                Topic.DEVICE_CREDENTIALS,
                CredentialEvent.class,
                event -> event.device().equals(device.id()) && event.revision() == revision);
    }

    private static JsonWebSignature verified(String token) throws Exception {
        String served = given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(token);
        signature.setKey(new JwksVerificationKeyResolver(new JsonWebKeySet(served).getJsonWebKeys())
                .resolveKey(signature, List.of()));
        assertThat(signature.verifySignature()).isTrue();
        assertThat(served).doesNotContain("\"d\"");
        return signature;
    }

    private static X509Certificate certificate(String pem) throws Exception {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
