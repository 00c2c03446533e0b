package io.muster.shadow;

import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.WORKSPACE;
import static io.muster.shadow.Callers.as;
import static io.muster.shadow.Callers.desire;
import static io.muster.shadow.Callers.read;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class ChangeComponentTest {

    private String device = "";

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE).id();
    }

    @Test
    void eachValueIsShownWithTimeAndSource() {
        desire(device, Map.of("led", Map.of("on", true)));

        read(device)
                .then()
                .body("data.metadata.desired.led.on.source", is("person"))
                .body("data.metadata.desired.led.on.timestamp", matchesPattern("\\d{4}-.*T.*\\.\\d{3}Z"))
                .body("data.metadata.reported", anEmptyMap());
    }

    @Test
    void whatIsAsDeepAsAllowedCanBeReadAndChanged() {
        Object deepest = 1;
        for (int level = 0; level < 16; level++) {
            deepest = Map.of("a", deepest);
        }
        as("operator")
                .body(Map.of("desired", deepest))
                .patch("/devices/{id}/shadow", device)
                .then()
                .statusCode(200);

        read(device).then().statusCode(200).body("data.version", is(1));
        desire(device, Map.of("b", 1)).then().statusCode(200).body("data.version", is(2));
        as("operator")
                .body(Map.of("desired", Map.of("a", deepest)))
                .patch("/devices/{id}/shadow", device)
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("desired"));
    }

    @Test
    void onlyAnAdminInTheDevicesPlaceSaysWhatIsReported() {
        String body = "{\"reported\":{\"a\":1}}";

        as("operator").body(body).patch("/devices/{id}/shadow", device).then().statusCode(403);
        as("operator")
                .body(body)
                .patch("/devices/{id}/shadow?as=device", device)
                .then()
                .statusCode(403);
        as("admin")
                .body(body)
                .patch("/devices/{id}/shadow", device)
                .then()
                .statusCode(403)
                .body("type", is("urn:muster:problem:reported-by-devices"));
        as("admin")
                .body(body)
                .patch("/devices/{id}/shadow?as=device", device)
                .then()
                .statusCode(200)
                .body("data.reported.a", is(1))
                .body("data.metadata.reported.a.source", is("person"));
        as("admin")
                .body("{\"desired\":{\"a\":1}}")
                .patch("/devices/{id}/shadow?as=device", device)
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("desired"));
    }

    @Test
    void aMisspelledNameIsNotTheDevicesOwnShadow() {
        desire(device, Map.of("a", 1));

        for (String query : new String[] {"?nmae=x", "?name=", "?name=x&name=y"}) {
            as("operator")
                    .urlEncodingEnabled(false)
                    .delete("/devices/" + device + "/shadow" + query)
                    .then()
                    .statusCode(400)
                    .body("errors.size()", is(1));
        }

        read(device).then().body("data.desired.a", is(1));
    }

    @Test
    void whatIsPutIsAllThatIsDesired() {
        desire(device, Map.of("a", 1, "b", 2));

        as("operator")
                .header("If-Match", "\"0\", W/\"1\"")
                .body("{\"desired\":{\"c\":3}}")
                .put("/devices/{id}/shadow", device)
                .then()
                .statusCode(412);
        as("operator")
                .header("If-Match", "\"0\", \"1\"")
                .body("{\"desired\":{\"b\":3},\"policy\":{\"b\":\"device-wins\"}}")
                .put("/devices/{id}/shadow", device)
                .then()
                .statusCode(200)
                .body("data.version", is(2))
                .body("data.delta", is(Map.of("b", 3)))
                .body("data.policy", is(Map.of("b", "device-wins")));
    }

    @Test
    void aClearedShadowIsEmptyAndItsVersionGoesOn() {
        desire(device, Map.of("a", 1));

        as("operator")
                .header("If-Match", "\"0\"")
                .delete("/devices/{id}/shadow", device)
                .then()
                .statusCode(412);
        as("operator")
                .delete("/devices/{id}/shadow", device)
                .then()
                .statusCode(200)
                .body("data.version", is(2))
                .body("data.desired", anEmptyMap());
        desire(device, Map.of("b", 1)).then().body("data.version", is(3)).body("data.delta", is(Map.of("b", 1)));
    }

    @Test
    void aRequestThatIsSentTwiceWithItsKeyIsDoneOnce() {
        String body = "{\"desired\":{\"a\":1},\"version\":0}";
        Response first =
                as("operator").header("Idempotency-Key", device).body(body).patch("/devices/{id}/shadow", device);

        as("operator")
                .header("Idempotency-Key", device)
                .body(body)
                .patch("/devices/{id}/shadow", device)
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .header("ETag", first.header("ETag"))
                .body("data.version", is(1));
    }
}
