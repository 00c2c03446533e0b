package io.muster.registry;

import java.util.List;

import io.muster.events.DeviceEvent.DeviceStatusChanged;
import io.muster.events.DeviceEvent.DeviceUpdated;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.registry.RegistryUnderTest.TRACKER;
import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

/** What a person changes of a device. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceChangeComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @Test
    void aPatchMergesAndIsSaid() {
        String id = registry.operator()
                .body(TRACKER)
                .post("/devices/register")
                .then()
                .extract()
                .path("data.id");

        registry.operator()
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"1\"")
                .body(
                        """
                        {"name": "Renamed", "description": null, "info": {"firmware": "1.3.0"},
                         "tags": ["premium"], "metadata": {"axles": null, "load": {"min": 1}}}
                        """)
                .patch("/devices/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("data.name", equalTo("Renamed"))
                .body("data.info.firmware", equalTo("1.3.0"))
                .body("data.info.model", equalTo("GPS-Pro-2000"))
                .body("data.tags", equalTo(List.of("premium")))
                .body("data.metadata.load.min", equalTo(1))
                .body("data.metadata.axles", nullValue());
        assertThat(registry.device(id).getMap("")).doesNotContainKey("description");
        DeviceUpdated event = TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceUpdated.class, said -> said.subject()
                .equals(id));
        assertThat(event.revision()).isEqualTo(2);
        assertThat(event.device().name()).isEqualTo("Renamed");
    }

    @Test
    void aChangeOfAnOldRevisionIsRefused() {
        String id = registry.register("d");
        registry.operator()
                .body("{\"name\": \"first\"}")
                .patch("/devices/d")
                .then()
                .statusCode(200);

        problem(
                registry.operator()
                        .header("If-Match", "\"1\"")
                        .body("{\"name\": \"second\"}")
                        .patch("/devices/d"),
                412,
                "device-changed");
        problem(registry.operator().header("If-Match", "\"1\"").delete("/devices/d"), 412, "device-changed");
        assertThat(registry.device(id).getString("name")).isEqualTo("first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\", \"1\"", "\"7\"|\"1\"", "W/\"1\",\"1\"", "*"})
    void oneOfSeveralRevisionsWillDo(String lines) {
        registry.register("d");

        RequestSpecification change = registry.operator().body("{\"name\": \"new\"}");
        for (String line : lines.split("\\|")) {
            change.header("If-Match", line);
        }
        change.patch("/devices/d").then().statusCode(200);
    }

    @Test
    void aConditionWithNothingInItIsRefused() {
        registry.register("d");

        problem(
                        registry.operator()
                                .header("If-Match", "")
                                .body("{\"name\": \"new\"}")
                                .patch("/devices/d"),
                        400,
                        "invalid-request")
                .body("errors.field", hasItem("If-Match"));
    }

    @Test
    void aPatchOfWhatIsNotThePersonsToChangeIsRefused() {
        registry.register("d");

        problem(
                        registry.operator()
                                .body("{\"deviceId\": \"e\", \"status\": \"active\", \"name\": 5}")
                                .patch("/devices/d"),
                        400,
                        "invalid-request")
                .body("errors.field", hasItem("deviceId"))
                .body("errors.field", hasItem("status"))
                .body("errors.field", hasItem("name"));
    }

    @Test
    void aChangeOfStatusIsSaidWithTheOneBefore() {
        String id = registry.register("d");

        registry.operator()
                .body("{\"status\": \"suspended\"}")
                .patch("/devices/d/status")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("data.status", equalTo("suspended"));
        registry.operator()
                .body("{\"status\": \"suspended\"}")
                .patch("/devices/d/status")
                .then()
                .header("ETag", "\"2\"");
        DeviceStatusChanged event =
                TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceStatusChanged.class, said -> said.subject()
                        .equals(id));
        assertThat(event.previousStatus()).isEqualTo("inactive");
        assertThat(event.device().status()).isEqualTo("suspended");
        problem(registry.operator().body("{\"status\": \"dead\"}").patch("/devices/d/status"), 400, "invalid-request")
                .body("errors.field", hasItem("status"));
    }
}
