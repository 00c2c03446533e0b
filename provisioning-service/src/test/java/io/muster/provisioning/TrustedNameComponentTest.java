package io.muster.provisioning;

import java.util.Map;

import io.muster.events.DeviceSnapshot;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.TestFleet.becomes;
import static io.muster.provisioning.TestFleet.device;
import static io.muster.provisioning.TestFleet.provision;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** A broker that verifies certificates itself and passes on no more than the name in them. */
@QuarkusTest
@TestProfile(TrustedNameComponentTest.NamesAreTrusted.class)
@WithTestResource(ProvisioningServers.class)
class TrustedNameComponentTest {

    public static class NamesAreTrusted implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("muster.provisioning.mqtt.trust-common-name", "true");
        }
    }

    @Test
    void aDeviceThatHasACertificateComesInByItsName() {
        DeviceSnapshot certified = active("certificate");
        DeviceSnapshot other = active("token");

        assertThat(answer(certified.id(), certified.id())).isEqualTo("allow");
        assertThat(answer(certified.id(), other.id())).isEqualTo("deny");
        assertThat(answer(other.id(), other.id())).isEqualTo("deny");
    }

    private static DeviceSnapshot active(String authType) {
        DeviceSnapshot device = device();
        provision(device, "{\"authType\":\"" + authType + "\"}").statusCode(201);
        becomes(device, "active");
        return device;
    }

    private static String answer(String clientId, String commonName) {
        return given().auth()
                .oauth2("of the brokers of the tests")
                .contentType(ContentType.JSON)
                .body(Map.of("clientid", clientId, "cert_common_name", commonName))
                .post("/mqtt/authenticate")
                .path("result");
    }
}
