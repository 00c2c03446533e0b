package io.muster.provisioning;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.TestFleet.device;
import static io.muster.provisioning.TestFleet.provision;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Signing keys that follow each other while devices come and go. */
@QuarkusTest
@TestProfile(KeyRotationComponentTest.ShortLife.class)
@WithTestResource(ProvisioningServers.class)
class KeyRotationComponentTest {

    public static class ShortLife implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.provisioning.token.key-life", "4s",
                    "muster.provisioning.token.key-lead", "2s",
                    "muster.provisioning.token.key-overlap", "1s",
                    "muster.provisioning.token.key-check", "200ms");
        }
    }

    @Test
    void anotherKeySignsAfterAWhileAndOldTokensStayGood() throws Exception {
        Response old = token();
        String first = keyId(old);

        Awaitility.await().until(() -> !keyId(token()).equals(first));

        Response fresh = token();
        assertThat(published()).contains(first, keyId(fresh));
        TestConnection.with(old).connect().disconnect();
        TestConnection.with(fresh).connect().disconnect();
    }

    private static Response token() {
        return provision(device(), "{\"authType\":\"token\"}")
                .statusCode(201)
                .extract()
                .response();
    }

    private static List<String> published() {
        return given().get("/.well-known/jwks.json").then().extract().path("keys.kid");
    }

    private static String keyId(Response provisioned) throws JoseException {
        JsonWebSignature token = new JsonWebSignature();
        token.setCompactSerialization(provisioned.path("data.password"));
        return token.getKeyIdHeaderValue();
    }
}
