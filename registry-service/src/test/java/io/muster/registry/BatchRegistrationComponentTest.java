package io.muster.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.registry.RegistryUnderTest.TRACKER;
import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

/** Many devices in one request. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class BatchRegistrationComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @Test
    void everyDeviceIsThereAndSaid() {
        JsonPath answer =
                register("{\"devices\": [" + TRACKER + ", {\"deviceId\": \"b\", \"type\": \"t\", \"name\": \"n\"}]}");

        assertThat(answer.getInt("successful")).isEqualTo(2);
        assertThat(answer.getInt("failed")).isZero();
        assertThat(answer.getList("results.status")).isEqualTo(List.of("created", "created"));
        String id = answer.getString("results[0].id");
        JsonPath tracker = registry.device("tracker_001");
        assertThat(tracker.getString("id")).isEqualTo(id);
        assertThat(tracker.getString("status")).isEqualTo("inactive");
        assertThat(tracker.getList("tags")).isEqualTo(List.of("fleet", "delivery"));
        assertThat(tracker.getMap("info")).containsEntry("firmware", "1.2.0");
        assertThat(tracker.getFloat("metadata.load.max")).isEqualTo(7.5f);
        DeviceRegistered event = TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceRegistered.class, said -> said.subject()
                .equals(id));
        assertThat(event.device().name()).isEqualTo("Fleet Tracker #1");
    }

    @Test
    void aWrongDeviceFailsAloneAndSaysWhy() {
        registry.register("taken");

        JsonPath answer = register(
                """
                {"devices": [
                  {"deviceId": "ok", "type": "t", "name": "n"},
                  {"deviceId": "taken", "type": "t", "name": "n"},
                  {"deviceId": "a/b", "type": "t"},
                  {"deviceId": "typed", "type": 5, "name": "n"},
                  {"deviceId": "odd", "type": "t", "name": "n", "colour": "red"},
                  {"deviceId": "ok", "type": "t", "name": "the second"},
                  17,
                  {"deviceId": "nul", "type": "t", "name": "n", "metadata": {"a": "\\u0000"}},
                  {"deviceId": "huge", "type": "t", "name": "n", "metadata": {"a": 1e999}},
                  {"type": "t", "name": "nameless"}]}
                """);

        assertThat(answer.getInt("successful")).isEqualTo(1);
        assertThat(answer.getInt("failed")).isEqualTo(9);
        assertThat(answer.getString("results[1].code")).isEqualTo("device-id-taken");
        assertThat(answer.getList("results[2].errors.field")).isEqualTo(List.of("deviceId", "name"));
        assertThat(answer.getList("results[3].errors.field")).isEqualTo(List.of("type"));
        assertThat(answer.getList("results[4].errors.field")).isEqualTo(List.of("colour"));
        assertThat(answer.getString("results[5].code")).isEqualTo("device-id-taken");
        assertThat(answer.getString("results[5].error")).contains("already");
        assertThat(answer.getString("results[6].status")).isEqualTo("failed");
        assertThat(answer.getList("results[7].errors.field")).isEqualTo(List.of("metadata"));
        assertThat(answer.getList("results[8].errors.field")).isEqualTo(List.of("metadata"));
        assertThat(answer.getList("results[9].errors.field")).isEqualTo(List.of("deviceId"));
        assertThat(registry.device("ok").getString("name")).isEqualTo("n");
        assertThat(registry.listed("")).containsExactlyInAnyOrder("taken", "ok");
    }

    @Test
    void aBatchOfTenThousandIsTakenInAndOneMoreIsNot() {
        List<Map<String, Object>> devices = new ArrayList<>(IntStream.range(0, 10_000)
                .mapToObj(BatchRegistrationComponentTest::device)
                .toList());

        JsonPath answer = register(Map.of("devices", devices));
        devices.add(device(10_000));

        assertThat(answer.getInt("successful")).isEqualTo(10_000);
        assertThat(registry.viewer().get("/devices?limit=1").jsonPath().getInt("pagination.total"))
                .isEqualTo(10_000);
        assertThat(answer.getString("results[9999].id"))
                .isEqualTo(registry.device("d9999").getString("id"));
        problem(batch(Map.of("devices", devices)), 400, "invalid-request").body("errors.field", hasItem("devices"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"devices\": {}}",
                "{\"devices\": [], \"more\": 1}",
                "{\"devices\": [{\"deviceId\": \"a\", \"type\": \"t\", \"name\": \"n\"}",
                "{\"devices\": [{\"deviceId\": \"a\", \"type\": \"t\", \"name\": \"n\"}]} 1"
            })
    void aBodyThatIsNoListOfDevicesChangesNothing(String body) {
        problem(batch(body), 400, "invalid-request");
        assertThat(registry.listed("")).isEmpty();
    }

    @Test
    void metadataMayBeThirtyTwoLevelsDeep() {
        String deep = "{\"a\":".repeat(31) + "{}" + "}".repeat(31);
        String deeper = "{\"a\":" + deep + "}";

        JsonPath answer =
                register("{\"devices\": [" + withMetadata("deep", deep) + "," + withMetadata("deeper", deeper) + "]}");

        assertThat(answer.getList("results.status")).isEqualTo(List.of("created", "failed"));
        assertThat(answer.getList("results[1].errors.field")).isEqualTo(List.of("metadata"));
    }

    @Test
    void aBodyOfMoreThanOneMebibyteIsTakenHereOnly() {
        String large = "{\"devices\": [" + " ".repeat(2 << 20) + "]}";

        assertThat(register(large).getInt("successful")).isZero();
        problem(registry.operator().body(large).post("/devices/register"), 413, "request-entity-too-large");
    }

    private static String withMetadata(String deviceId, String metadata) {
        return "{\"deviceId\": \"" + deviceId + "\", \"type\": \"t\", \"name\": \"n\", \"metadata\": " + metadata + "}";
    }

    private static Map<String, Object> device(int number) {
        return Map.of("deviceId", "d" + number, "type", "sensor", "name", "Sensor " + number);
    }

    private JsonPath register(Object body) {
        return batch(body).then().statusCode(200).extract().jsonPath().setRootPath("data");
    }

    private Response batch(Object body) {
        return registry.operator().body(body).post("/devices/register/batch");
    }
}
