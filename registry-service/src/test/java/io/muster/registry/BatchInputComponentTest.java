package io.muster.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

/** What may and what may not be said of the devices of a batch: one that is wrong fails alone. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class BatchInputComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    static Stream<Edge> ofDevices() {
        return Stream.concat(Stream.of(Edge.text("deviceId", 1000)), Edge.ofProfile());
    }

    @ParameterizedTest
    @MethodSource("ofDevices")
    void aDeviceGoesToTheLimitAndNotBeyond(Edge edge) {
        batch(Map.of("devices", List.of(device("beyond", edge.beyond()), device("within", edge.within()))))
                .then()
                .statusCode(200)
                .body("data.results.status", contains("failed", "created"))
                .body("data.results[0].errors.field", contains(edge.field()));
        assertThat(registry.listed("")).hasSize(1).doesNotContain("beyond");
    }

    @Test
    void aDeviceThatIsNestedFarTooDeeplyFailsAlone() {
        Object metadata = "end";
        for (int level = 0; level < 100; level++) {
            metadata = Map.of("b", metadata);
        }

        batch(Map.of("devices", List.of(device("deep", Map.of("metadata", metadata)), device("flat", Map.of()))))
                .then()
                .statusCode(200)
                .body("data.results.status", contains("failed", "created"))
                .body("data.results[0].errors.field", contains("metadata"));
    }

    @Test
    void bytesThatAreNoTextChangeNothing() {
        String before = "{\"devices\": [{\"deviceId\": \"a\", \"type\": \"t\", \"name\": \"n\"}, {\"name\": \"";

        Response answer = batch(Edge.brokenText(before, "\"}]}"));

        problem(answer, 400, "invalid-request");
        assertThat(registry.listed("")).isEmpty();
    }

    private Response batch(Object body) {
        return registry.operator().body(body).post("/devices/register/batch");
    }

    private static Map<String, Object> device(String deviceId, Map<String, Object> more) {
        Map<String, Object> device = new HashMap<>(Map.of("deviceId", deviceId, "type", "t", "name", "n"));
        device.putAll(more);
        return device;
    }
}
