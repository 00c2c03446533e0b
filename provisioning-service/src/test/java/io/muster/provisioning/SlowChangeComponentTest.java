package io.muster.provisioning;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

import io.muster.events.DeviceSnapshot;
import io.muster.kit.Ids;
import io.muster.provisioning.Wire.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.TestConnection.certificate;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static io.muster.provisioning.TestFleet.device;
import static io.muster.provisioning.TestFleet.listed;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Changes that take longer than an answer may: a broker that says nothing, an authority that gets its successor. */
@QuarkusTest
@TestProfile(SlowChangeComponentTest.SilentBrokerAndOldAuthorities.class)
@WithTestResource(ProvisioningServers.class)
class SlowChangeComponentTest {

    /** A second broker is expected that is not there; two seconds after it was made an authority is old. */
    public static class SilentBrokerAndOldAuthorities implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.provisioning.revocation.brokers", "2",
                    "muster.provisioning.revocation.patience", "500ms",
                    "muster.provisioning.authority.validity", "P10D",
                    "muster.provisioning.authority.renewal", "P9DT23H59M58S");
        }
    }

    @Test
    void aRevocationThatABrokerHasNotConfirmedIsAcceptedAndHoldsAllTheSame() {
        DeviceSnapshot device = device();
        Response token = provisioned(device, "token");
        TestConnection connection = TestConnection.with(token).connect();

        revoke(device, 202);

        connection.awaitPutOut();
        admin(WORKSPACE)
                .get("/devices/{id}/credentials", device.id())
                .then()
                .body("data.findAll { it.revokedAt == null }.size()", equalTo(0));
    }

    @Test
    void aFileThatABrokerHasNotConfirmedIsAnsweredAllTheSame() {
        String file = "ID;CREDENTIALS\n" + Wire.id() + ";";
        String admin = Wire.user("ROLE_DEVICE_CONTROL_ADMIN", "ROLE_DEVICE_CONTROL_READ");
        BulkUpload.upload(admin, file + "first one\n", "Accept", "application/json");

        Answer answer = BulkUpload.upload(admin, file + "second one\n", "Accept", "application/json");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().getList("credentialUpdatedList")).hasSize(1);
    }

    @Test
    void whatAnAuthoritySignedStaysValidWhenItHasASuccessorAndCanStillBeRevoked() throws Exception {
        String workspace = Ids.next("ws");
        DeviceSnapshot device = device(workspace);
        Response old = provisioned(device, "certificate");
        X509Certificate oldAuthority = certificate(old.path("data.caCertificate"));

        X509Certificate newAuthority = Awaitility.await()
                .until(
                        () -> certificate(
                                provisioned(device(workspace), "certificate").path("data.caCertificate")),
                        authority -> !authority.equals(oldAuthority));

        assertThat(authorities(workspace)).contains(oldAuthority, newAuthority);
        TestConnection connection = TestConnection.withCertificate(old, CertificateComponentTest.privateKey(old));
        connection.connect();
        X509Certificate leaf = certificate(old.path("data.certificate"));
        leaf.verify(oldAuthority.getPublicKey());
        revoke(device, 202);
        connection.awaitPutOut();
        X509CRL list = listOf(workspace, oldAuthority);
        list.verify(oldAuthority.getPublicKey());
        assertThat(list.isRevoked(leaf)).isTrue();
    }

    private static Response provisioned(DeviceSnapshot device, String authType) {
        return TestFleet.provision(device, "{\"authType\":\"" + authType + "\"}")
                .statusCode(201)
                .extract()
                .response();
    }

    private static void revoke(DeviceSnapshot device, int status) {
        admin(device.workspace())
                .delete(
                        "/devices/{id}/credentials/{credential}",
                        device.id(),
                        listed(device).get(0))
                .then()
                .statusCode(status);
    }

    private static List<X509Certificate> authorities(String workspace) throws Exception {
        byte[] bag = Base64.getMimeDecoder()
                .decode(given().get("/.well-known/est/{workspace}/cacerts", workspace)
                        .asString());
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bag)).stream()
                .map(X509Certificate.class::cast)
                .toList();
    }

    /** @param authority known by the begin of its fingerprint */
    private static X509CRL listOf(String workspace, X509Certificate authority) throws Exception {
        String fingerprint =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(authority.getEncoded()));
        byte[] der = given().get("/.well-known/crl/{workspace}/{authority}", workspace, fingerprint.substring(0, 16))
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
    }
}
