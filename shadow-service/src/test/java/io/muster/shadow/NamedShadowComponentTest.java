package io.muster.shadow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.shadow.Callers.WORKSPACE;
import static io.muster.shadow.Callers.as;
import static io.muster.shadow.Callers.desire;
import static io.muster.shadow.Callers.in;
import static io.muster.shadow.Callers.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "shadow"))
class NamedShadowComponentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private TestDevice device;

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE);
    }

    @AfterEach
    void theDeviceGoes() {
        device.close();
    }

    @Test
    void aDeviceHasNamedShadowsBesideItsOwn() {
        desire(device.id(), Map.of("a", 1));

        as("operator")
                .body(Map.of("desired", Map.of("b", 2)))
                .patch("/devices/{id}/shadow?name=kitchen", device.id())
                .then()
                .statusCode(200)
                .body("data.version", is(1))
                .body("data.desired.b", is(2));

        read(device.id()).then().body("data.delta", is(Map.of("a", 1)));
        as("viewer")
                .get("/devices/{id}/shadow?name=kitchen", device.id())
                .then()
                .body("data.delta", is(Map.of("b", 2)));
        as("viewer")
                .get("/devices/{id}/shadow?name=no/name", device.id())
                .then()
                .statusCode(400);
    }

    @Test
    void aDeviceHasSoManyNamedShadowsAndNoMore() {
        IntStream.rangeClosed(10, 31).parallel().forEach(n -> desireNamed("s" + n));
        List<String> names = names();
        assertThat(names).hasSize(20).isSorted();
        desireNamed("one-more").then().statusCode(409).body("type", is("urn:muster:problem:too-many-shadows"));

        as("operator")
                .delete("/devices/{id}/shadow?name=" + names.get(7), device.id())
                .then()
                .statusCode(200);
        as("viewer")
                .get("/devices/{id}/shadow?name=" + names.get(7), device.id())
                .then()
                .body("data.version", is(2));
        desireNamed("one-more").then().statusCode(200).body("data.version", is(3));
        as("viewer")
                .get("/devices/{id}/shadow?name=" + names.get(7), device.id())
                .then()
                .body("data.version", is(2));
        as("viewer")
                .get("/devices/{id}/shadow?name=one-more&version=3", device.id())
                .then()
                .statusCode(200);

        assertThat(names()).hasSize(20).contains("one-more").doesNotContain(names.get(7));
        in("ws_other", "admin")
                .get("/devices/{id}/shadow/names", device.id())
                .then()
                .statusCode(404);
    }

    @Test
    void deltasOfNamedShadowsNameThem() {
        as("operator")
                .body(Map.of("desired", Map.of("b", 2)))
                .patch("/devices/{id}/shadow?name=kitchen", device.id())
                .then()
                .statusCode(200);

        device.connect().subscribe("shadow/delta");

        JsonPath delta = new JsonPath(device.awaitMessage(0));
        assertThat(delta.getString("name")).isEqualTo("kitchen");
        assertThat(delta.getMap("state")).isEqualTo(Map.of("b", 2));
        device.publish("shadow/reported", "{\"state\":{\"b\":2},\"name\":\"kitchen\"}");
        Awaitility.await().atMost(PATIENCE).until(() -> as("viewer")
                .get("/devices/{id}/shadow?name=kitchen", device.id())
                .jsonPath()
                .getMap("data.delta")
                .isEmpty());
        read(device.id()).then().body("data.version", is(0));
        device.subscribe("shadow/document").publish("shadow/get", "{\"name\":\"kitchen\"}");
        JsonPath document = new JsonPath(device.awaitMessage(1));
        assertThat(document.getString("name")).isEqualTo("kitchen");
        assertThat(document.getInt("reported.b")).isEqualTo(2);
    }

    private Response desireNamed(String name) {
        return as("operator")
                .body(Map.of("desired", Map.of("a", 1)))
                .patch("/devices/{id}/shadow?name=" + name, device.id());
    }

    private List<String> names() {
        return as("viewer")
                .get("/devices/{id}/shadow/names", device.id())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("data.name");
    }
}
