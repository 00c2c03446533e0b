package io.muster.provisioning;

import io.muster.events.DeviceSnapshot;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.provisioning.TestFleet.OTHER_WORKSPACE;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static io.muster.provisioning.TestFleet.as;
import static io.muster.provisioning.TestFleet.device;
import static io.muster.provisioning.TestFleet.listed;
import static io.muster.provisioning.TestFleet.provision;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class AccessComponentTest {

    private static final String TOKEN = "{\"authType\":\"token\"}";

    @ParameterizedTest
    @ValueSource(strings = {"viewer", "operator"})
    void onlyAnAdministratorDealsWithCredentials(String role) {
        DeviceSnapshot device = device();
        provision(device, TOKEN).statusCode(201);
        String credential = listed(device).get(0);

        as(WORKSPACE, role)
                .body(TOKEN)
                .post("/devices/{id}/provision", device.id())
                .then()
                .statusCode(403);
        as(WORKSPACE, role).get("/devices/{id}/credentials", device.id()).then().statusCode(403);
        as(WORKSPACE, role)
                .delete("/devices/{id}/credentials/{credential}", device.id(), credential)
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
        assertThat(listed(device)).containsExactly(credential);
    }

    @Test
    void nobodyComesInWithoutAToken() {
        given().contentType(ContentType.JSON)
                .body(TOKEN)
                .post("/devices/dev_1/provision")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        given().get("/devices/dev_1/credentials").then().statusCode(401);
        given().delete("/devices/dev_1/credentials/crd_1").then().statusCode(401);
    }

    @Test
    void everybodyMayReadTheKeysThatVerifyTokens() {
        given().get("/.well-known/jwks.json")
                .then()
                .statusCode(200)
                .body("keys[0].kty", equalTo("EC"))
                .body("keys[0].crv", equalTo("P-256"))
                .body("keys[0].alg", equalTo("ES256"))
                .body("keys[0].use", equalTo("sig"));
    }

    @Test
    void aDeviceOfAnotherWorkspaceIsNotThere() {
        DeviceSnapshot device = device();
        provision(device, TOKEN).statusCode(201);
        String credential = listed(device).get(0);

        admin(OTHER_WORKSPACE)
                .body(TOKEN)
                .post("/devices/{id}/provision", device.id())
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:muster:problem:device-not-found"));
        admin(OTHER_WORKSPACE)
                .get("/devices/{id}/credentials", device.deviceId())
                .then()
                .statusCode(404);
        admin(OTHER_WORKSPACE)
                .get("/devices/{id}/credentials/{credential}", device.id(), credential)
                .then()
                .statusCode(404);
        admin(OTHER_WORKSPACE)
                .delete("/devices/{id}/credentials/{credential}", device.id(), credential)
                .then()
                .statusCode(404);
        assertThat(listed(device)).containsExactly(credential);
    }

    @Test
    void aDeviceHasNoPartInTheCredentialsOfAnother() {
        DeviceSnapshot device = device();
        DeviceSnapshot neighbour = device();
        provision(device, TOKEN).statusCode(201);
        String credential = listed(device).get(0);

        admin(WORKSPACE)
                .delete("/devices/{id}/credentials/{credential}", neighbour.id(), credential)
                .then()
                .statusCode(404);
        assertThat(listed(device)).containsExactly(credential);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | authType",
                "{\"authType\":\"password\"} | authType",
                "{\"authType\":7} | authType",
                "{\"authType\":\"token\",\"expiryDays\":-1} | expiryDays",
                "{\"authType\":\"token\",\"expiryDays\":3651} | expiryDays",
                "{\"authType\":\"token\",\"expiryDays\":1.5} | expiryDays",
                "{\"authType\":\"token\",\"expiryDays\":99999999999} | expiryDays",
                "{\"authType\":\"token\",\"expires\":1} | expires",
                "{\"authType\":\"token\",\"permissions\":7} | permissions",
                "{\"authType\":\"token\",\"permissions\":{\"topics\":[]}} | permissions.topics",
                "{\"authType\":\"token\",\"permissions\":{\"telemetryTopics\":[\"a\",\"#\"]}} | permissions.telemetryTopics[1]",
                "{\"authType\":\"token\",\"permissions\":{\"commandTopics\":[\"../x\"]}} | permissions.commandTopics[0]",
            })
    void aWrongFieldIsNamed(String body, String field) {
        DeviceSnapshot device = device();

        provision(device, body)
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.field", hasItem(field));
        assertThat(listed(device)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "\"token\""})
    void aBodyThatIsNoRequestIsRefused(String body) {
        provision(device(), body).statusCode(400).contentType("application/problem+json");
    }

    @Test
    void aPageOutOfBoundsIsRefused() {
        DeviceSnapshot device = device();

        admin(WORKSPACE)
                .queryParam("limit", 501)
                .get("/devices/{id}/credentials", device.id())
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("limit"));
    }
}
