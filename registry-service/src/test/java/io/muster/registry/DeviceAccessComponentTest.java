package io.muster.registry;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.TRACKER;
import static io.muster.registry.RegistryUnderTest.problem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Who may see and change a device. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceAccessComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @Test
    void anotherWorkspaceSeesNothing() {
        String id = registry.register("d");
        RegistryUnderTest other = new RegistryUnderTest();

        problem(other.viewer().get("/devices/" + id), 404, "device-not-found");
        problem(other.viewer().get("/devices/" + id + "/connection"), 404, "device-not-found");
        problem(other.operator().body("{}").patch("/devices/" + id), 404, "device-not-found");
        problem(
                other.operator().body("{\"status\": \"active\"}").patch("/devices/" + id + "/status"),
                404,
                "device-not-found");
        problem(other.operator().delete("/devices/" + id), 404, "device-not-found");
        assertThat(other.listed("")).isEmpty();
    }

    @Test
    void aViewerOnlyReads() {
        registry.register("d");

        problem(registry.viewer().body(TRACKER).post("/devices/register"), 403, "forbidden");
        problem(registry.viewer().body("{}").patch("/devices/d"), 403, "forbidden");
        problem(registry.viewer().body("{\"status\": \"active\"}").patch("/devices/d/status"), 403, "forbidden");
        problem(registry.viewer().delete("/devices/d"), 403, "forbidden");
        problem(given().get("/devices/d"), 401, "unauthorized");
    }
}
