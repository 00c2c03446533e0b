package io.muster.registry;

import java.util.List;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

/** Devices found by what they are. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceListComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @Test
    void devicesAreListedByWhatTheyAre() {
        registry.register("a", Map.of("tags", List.of("fleet", "delivery"), "name", "3"));
        registry.register("b", Map.of("tags", List.of("fleet"), "name", "2"));
        registry.register("c", Map.of("type", "pump", "name", "1"));
        registry.operator()
                .body("{\"status\": \"active\"}")
                .patch("/devices/b/status")
                .then()
                .statusCode(200);

        assertThat(registry.listed("")).containsExactly("a", "b", "c");
        assertThat(registry.listed("?type=sensor&sort=deviceId:desc")).containsExactly("b", "a");
        assertThat(registry.listed("?sort=name")).containsExactly("c", "b", "a");
        assertThat(registry.listed("?sort=lastSeen:desc")).containsExactly("a", "b", "c");
        assertThat(registry.listed("?status=active")).containsExactly("b");
        assertThat(registry.listed("?tags=fleet,delivery")).containsExactly("a");
        registry.viewer()
                .get("/devices?page=2&limit=2")
                .then()
                .body("data.deviceId", equalTo(List.of("c")))
                .body("pagination.total", equalTo(3))
                .body("pagination.pages", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=red", "page=0", "page=x", "limit=501", "sort=id", "status=dead", "type=a&type=b"})
    void aWrongQueryIsRefusedByField(String query) {
        problem(registry.viewer().get("/devices?" + query), 400, "invalid-request")
                .body("errors.field", hasItem(query.split("=")[0]));
    }
}
