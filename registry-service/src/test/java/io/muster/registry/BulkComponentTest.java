package io.muster.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.muster.events.DeviceEvent.DeviceStatusChanged;
import io.muster.events.DeviceEvent.DeviceUpdated;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** The same change of many devices. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class BulkComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @Inject
    Pool pool;

    @Test
    void eachDeviceGetsTheStatusAndAnEvent() {
        String first = registry.register("first");
        String second = registry.register("second");

        setStatus(Map.of("deviceIds", List.of("first", second, "nobody", first), "status", "suspended"))
                .then()
                .statusCode(200)
                .body("data.successful", equalTo(2))
                .body("data.failed", equalTo(2))
                .body("data.results.deviceId", contains("first", second, "nobody", first))
                .body("data.results.status", contains("updated", "updated", "failed", "failed"))
                .body("data.results[0].id", equalTo(first))
                .body("data.results[2].error", containsString("no such device"))
                .body("data.results[3].error", containsString("before"));

        assertThat(registry.device("second").getString("status")).isEqualTo("suspended");
        DeviceStatusChanged said =
                TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceStatusChanged.class, event -> event.subject()
                        .equals(second));
        assertThat(said.revision()).isEqualTo(2);
        assertThat(said.previousStatus()).isEqualTo("inactive");
        assertThat(said.device().status()).isEqualTo("suspended");
        setStatus(Map.of("deviceIds", List.of("first"), "status", "suspended"))
                .then()
                .body("data.results.status", contains("unchanged"));
        assertThat(TestTopics.about(Topic.DEVICE_LIFECYCLE, first)).hasSize(2);
    }

    @Test
    void tagsComeAndGo() {
        String one = registry.register("one", Map.of("tags", List.of("old", "kept")));
        registry.register("two");

        changeTags(Map.of("deviceIds", List.of("one", "two"), "addTags", List.of("new"), "removeTags", List.of("old")))
                .then()
                .statusCode(200)
                .body("data.results.status", contains("updated", "updated"));

        assertThat(registry.device("one").getList("tags")).isEqualTo(List.of("kept", "new"));
        assertThat(registry.device("two").getList("tags")).isEqualTo(List.of("new"));
        DeviceUpdated said = TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceUpdated.class, event -> event.subject()
                .equals(one));
        assertThat(said.changed()).containsExactly("tags");
        assertThat(said.device().tags()).containsExactly("kept", "new");
    }

    @Test
    void whatIsSaidOfADeviceBesidesItsTagsStays() {
        registry.register("d");
        registry.operator()
                .body(Map.of("location", Map.of("lat", 52.5, "lng", 13.4)))
                .patch("/devices/d")
                .then()
                .statusCode(200);

        String id = changeTags(Map.of("deviceIds", List.of("d"), "addTags", List.of("x")))
                .path("data.results[0].id");

        assertThat(registry.device("d").getDouble("location.lat")).isEqualTo(52.5);
        DeviceUpdated said = TestTopics.await(
                Topic.DEVICE_LIFECYCLE,
                DeviceUpdated.class,
                event -> event.subject().equals(id) && event.device().tags().contains("x"));
        assertThat(said.device().name()).isEqualTo("d");
    }

    @Test
    void aDeviceThatWouldHaveTooManyTagsIsTheOnlyOneThatFails() {
        List<String> fifty = IntStream.range(0, 50).mapToObj(i -> "t" + i).toList();
        registry.register("full", Map.of("tags", fifty));
        registry.register("free");

        changeTags(Map.of("deviceIds", List.of("full", "free"), "addTags", List.of("one-more")))
                .then()
                .statusCode(200)
                .body("data.results.status", contains("failed", "updated"))
                .body("data.results[0].error", containsString("50"));

        assertThat(registry.device("full").getList("tags")).isEqualTo(fifty);
    }

    @Test
    void aQueryFindsTheDevices() {
        registry.register("pump", Map.of("type", "pump"));
        registry.register("valve", Map.of("type", "valve"));

        changeTags(Map.of("query", "type = 'pump'", "addTags", List.of("wet")))
                .then()
                .statusCode(200)
                .body("data.results.deviceId", contains("pump"));

        assertThat(registry.device("valve").getList("tags")).isEmpty();
        problem(changeTags(Map.of("query", "type =", "addTags", List.of("x"))), 400, "invalid-query")
                .body("errors.field", contains("query"));
    }

    @Test
    void theDevicesOfAGroupAndOfThoseInsideAreFound() {
        registry.register("above");
        registry.register("inside");
        registry.register("elsewhere");
        String plant = registry.group(Map.of("path", "plant", "devices", List.of("above")));
        registry.group(Map.of("path", "plant/hall/line", "devices", List.of("inside")));
        registry.group(Map.of("path", "other/hall", "devices", List.of("elsewhere")));

        changeTags(Map.of("query", "groupTree = '" + plant + "'", "addTags", List.of("x")))
                .then()
                .body("data.results.deviceId", contains("above", "inside"));
        changeTags(Map.of("query", "group = 'plant'", "addTags", List.of("y")))
                .then()
                .body("data.results.deviceId", contains("above"));
    }

    @Test
    void tenThousandAreChangedInOneRequest() {
        registry.fill(pool, 10_000);
        List<String> names = IntStream.range(0, 10_000).mapToObj(i -> "d" + i).toList();

        JsonPath answer = changeTags(Map.of("deviceIds", names, "addTags", List.of("all")))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        assertThat(answer.getLong("data.successful")).isEqualTo(10_000);
        assertThat(registry.viewer().get("/devices?tags=all&limit=1").<Integer>path("pagination.total"))
                .isEqualTo(10_000);
        String last = registry.device("d9999").getString("id");
        TestTopics.await(Topic.DEVICE_LIFECYCLE, DeviceUpdated.class, event -> event.subject()
                .equals(last));
    }

    @Test
    void moreThanARequestMayChangeIsRefusedAndNothingIsChanged() {
        registry.fill(pool, 10_001);
        List<String> names = new ArrayList<>(
                IntStream.range(0, 10_001).mapToObj(i -> "d" + i).toList());

        problem(changeTags(Map.of("deviceIds", names, "addTags", List.of("x"))), 400, "invalid-request")
                .body("errors.field", contains("deviceIds"));
        problem(changeTags(Map.of("query", "type = 'sensor'", "addTags", List.of("x"))), 400, "too-many-devices")
                .body("detail", containsString("10001"));
        assertThat(registry.listed("?tags=x")).isEmpty();
    }

    @Test
    void anotherWorkspacesDevicesAreNotThere() {
        RegistryUnderTest other = new RegistryUnderTest();
        String theirs = other.register("theirs");

        setStatus(Map.of("deviceIds", List.of(theirs, "theirs"), "status", "suspended"))
                .then()
                .body("data.successful", equalTo(0))
                .body("data.results.status", contains("failed", "failed"));
        setStatus(Map.of("query", "deviceId = 'theirs'", "status", "suspended"))
                .then()
                .body("data.results", equalTo(List.of()));
        assertThat(other.device("theirs").getString("status")).isEqualTo("inactive");
    }

    @Test
    void aStatusThatIsNoneIsRefusedAndAViewerMayNot() {
        Map<String, Object> body = new HashMap<>(Map.of("deviceIds", List.of("d"), "status", "asleep"));

        problem(setStatus(body), 400, "invalid-request").body("errors.field", contains("status"));
        problem(registry.viewer().body(body).patch("/devices/bulk/status"), 403, "forbidden");
        problem(registry.viewer().body(body).post("/devices/bulk/tags"), 403, "forbidden");
    }

    private Response setStatus(Map<String, Object> body) {
        return registry.operator().body(body).patch("/devices/bulk/status");
    }

    private Response changeTags(Map<String, Object> body) {
        return registry.operator().body(body).post("/devices/bulk/tags");
    }
}
