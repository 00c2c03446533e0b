package io.muster.provisioning;

import java.io.ByteArrayInputStream;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import io.muster.events.DeviceSnapshot;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.TestConnection.certificate;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static io.muster.provisioning.TestFleet.device;
import static io.muster.provisioning.TestFleet.listed;
import static io.muster.provisioning.TestFleet.provision;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** Devices that prove themselves with certificates, from the request to the revocation list. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class CertificateComponentTest {

    private static final String CERTIFICATE = "{\"authType\":\"certificate\"}";

    @Test
    void aDeviceComesInWithItsCertificateUntilItIsRevoked() throws Exception {
        DeviceSnapshot device = device();
        Response issued =
                provision(device, CERTIFICATE).statusCode(201).extract().response();
        TestConnection connection = TestConnection.withCertificate(issued, privateKey(issued));
        connection.connect();

        admin(WORKSPACE)
                .delete(
                        "/devices/{id}/credentials/{credential}",
                        device.id(),
                        listed(device).get(0))
                .then()
                .statusCode(200)
                .body("data.sessionsClosed", equalTo(1));

        connection.awaitPutOut();
        assertThatThrownBy(connection::tryToConnect).isInstanceOf(Mqtt5ConnAckException.class);
        X509Certificate certificate = certificate(issued.path("data.certificate"));
        X509CRL list = revocationList();
        list.verify(certificate(issued.path("data.caCertificate")).getPublicKey());
        assertThat(list.isRevoked(certificate)).isTrue();
    }

    @Test
    void aCertificateThatIsValidIsNotOnTheList() throws Exception {
        Response issued =
                provision(device(), CERTIFICATE).statusCode(201).extract().response();

        assertThat(revocationList().isRevoked(certificate(issued.path("data.certificate"))))
                .isFalse();
    }

    @Test
    void aDeviceThatKeepsItsKeyGetsACertificateForIt() throws Exception {
        DeviceSnapshot device = device();
        KeyPair own = keyPair("EC", 256);

        Response issued = provision(device, withCsr(pem(request(own, "SHA256withECDSA"))))
                .statusCode(201)
                .extract()
                .response();

        assertThat(issued.<Map<String, Object>>path("data"))
                .containsOnlyKeys("certificate", "caCertificate", "clientId", "topics", "expiresAt");
        assertThat(certificate(issued.path("data.certificate")).getPublicKey()).isEqualTo(own.getPublic());
        TestConnection.withCertificate(issued, own.getPrivate()).connect().disconnect();
    }

    @Test
    void aKeyThatIsWeakOrNotProvenIsRefusedAndNothingIsIssued() throws Exception {
        DeviceSnapshot device = device();
        KeyPair rsa = keyPair("RSA", 1024);
        KeyPair own = keyPair("EC", 256);
        byte[] forged = request(own, "SHA256withECDSA").getEncoded();
        forged[forged.length - 1] ^= 1;

        for (PKCS10CertificationRequest wrong : List.of(
                request(rsa, "SHA256withRSA"), request(own, "SHA1withECDSA"), new PKCS10CertificationRequest(forged))) {
            provision(device, withCsr(pem(wrong))).statusCode(400).body("errors.field", equalTo(List.of("csr")));
        }
        assertThat(listed(device)).isEmpty();
    }

    @Test
    void aDeviceEnrollsByItselfAndRenews() throws Exception {
        DeviceSnapshot device = device();
        Response token = provision(device, "{\"authType\":\"token\"}")
                .statusCode(201)
                .extract()
                .response();
        KeyPair first = keyPair("EC", 256);
        KeyPair second = keyPair("EC", 256);

        X509Certificate enrolled =
                bag(est(token, "simpleenroll", first).statusCode(200)).get(0);
        X509Certificate renewed =
                bag(est(token, "simplereenroll", second).statusCode(200)).get(0);

        assertThat(enrolled.getSubjectX500Principal().getName()).startsWith("CN=" + device.id() + ",");
        assertThat(enrolled.getPublicKey()).isEqualTo(first.getPublic());
        assertThat(renewed.getPublicKey()).isEqualTo(second.getPublic());
        List<X509Certificate> authorities = bag(given().get("/.well-known/est/{workspace}/cacerts", WORKSPACE)
                .then()
                .statusCode(200));
        renewed.verify(authorities.get(0).getPublicKey());
        admin(WORKSPACE)
                .get("/devices/{id}/credentials", device.id())
                .then()
                .body("data.type", equalTo(List.of("certificate", "certificate", "token")))
                .body("data.createdBy", hasItem(device.id()));
    }

    @Test
    void whoIsNoDeviceDoesNotEnroll() throws Exception {
        DeviceSnapshot device = device();
        Response token = provision(device, "{\"authType\":\"token\"}")
                .statusCode(201)
                .extract()
                .response();
        KeyPair own = keyPair("EC", 256);
        byte[] request = request(own, "SHA256withECDSA").getEncoded();

        enroll("simpleenroll", request, "ws_abc_dev_0000000000000", token.path("data.password"))
                .statusCode(401);
        enroll("simpleenroll", request, token.path("data.username"), "guess").statusCode(401);
        enroll("simpleenroll", request, "a\0b", "guess").statusCode(401);
        given().contentType("application/pkcs10")
                .body(request)
                .post("/.well-known/est/simpleenroll")
                .then()
                .statusCode(401);
        provision(device, "{\"authType\":\"token\"}").statusCode(201);
        est(token, "simpleenroll", own).statusCode(401);
    }

    @Test
    void aWorkspaceWithoutAuthorityHasNoList() {
        given().get("/.well-known/crl/ws_nobody").then().statusCode(404);
        given().get("/.well-known/est/ws_nobody/cacerts").then().statusCode(404);
    }

    private static ValidatableResponse est(Response token, String operation, KeyPair key) throws Exception {
        return enroll(
                operation,
                request(key, "SHA256withECDSA").getEncoded(),
                token.path("data.username"),
                token.path("data.password"));
    }

    static ValidatableResponse enroll(String operation, byte[] request, String username, String password) {
        return given().auth()
                .preemptive()
                .basic(username, password)
                .contentType("application/pkcs10")
                .body(Base64.getMimeEncoder().encode(request))
                .post("/.well-known/est/" + operation)
                .then();
    }

    private static List<X509Certificate> bag(ValidatableResponse answer) throws Exception {
        byte[] bag = Base64.getMimeDecoder().decode(answer.extract().asString());
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bag)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    private static X509CRL revocationList() throws Exception {
        byte[] der = given().get("/.well-known/crl/{workspace}", WORKSPACE)
                .then()
                .statusCode(200)
                .contentType("application/pkix-crl")
                .extract()
                .asByteArray();
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }

    static PrivateKey privateKey(Response issued) throws Exception {
        String pem = issued.<String>path("data.privateKey").replaceAll("-----[A-Z ]+-----", "");
        return KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
    }

    static KeyPair keyPair(String algorithm, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    static PKCS10CertificationRequest request(KeyPair pair, String signature) throws Exception {
        return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=whatever"), pair.getPublic())
                .build(new JcaContentSignerBuilder(signature).build(pair.getPrivate()));
    }

    private static String pem(PKCS10CertificationRequest request) throws Exception {
        return "-----BEGIN CERTIFICATE REQUEST-----\\n" + Base64.getEncoder().encodeToString(request.getEncoded())
                + "\\n-----END CERTIFICATE REQUEST-----\\n";
    }

    private static String withCsr(String pem) {
        return "{\"authType\":\"certificate\",\"csr\":\"" + pem + "\"}";
    }
}
