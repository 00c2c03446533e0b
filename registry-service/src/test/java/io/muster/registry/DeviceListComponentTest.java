package io.muster.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

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

    @BeforeEach
    void threeDevices() {
        registry.register(
                "a_1",
                Map.of(
                        "tags",
                        List.of("fleet", "delivery"),
                        "name",
                        "Truck 100%",
                        "description",
                        "in the North",
                        "info",
                        Map.of("model", "GPS-Pro"),
                        "metadata",
                        Map.of("load", Map.of("max", 7.5), "axles", "3", "cold", true)));
        registry.register(
                "ab1", Map.of("tags", List.of("fleet"), "name", "truck 1000", "metadata", Map.of("axles", 3)));
        registry.register("c", Map.of("type", "pump", "name", "Pump"));
        registry.operator()
                .body("{\"status\": \"active\"}")
                .patch("/devices/ab1/status")
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "type=sensor | a_1 ab1",
                "status=active | ab1",
                "connected=false | a_1 ab1 c",
                "connected=true | none",
                "tags=fleet,delivery | a_1",
                "anyTag=delivery,cold,fleet | a_1 ab1",
                "q=TRUCK | a_1 ab1",
                "q=truck north | a_1",
                "q=a_1 | a_1",
                "q=% | a_1",
                "q=100% | a_1",
                "q=c\\\\ | none",
                "info.model=GPS-Pro | a_1",
                "metadata.axles=3 | a_1 ab1",
                "metadata.load.max=7.5 | a_1",
                "metadata.cold=true | a_1",
                "metadata.load=7.5 | none",
                "updatedSince=2020-01-01T00:00:00Z | a_1 ab1 c",
                "updatedSince=2100-01-01T00:00:00Z | none",
                "type=sensor&q=truck&status=inactive&tags=fleet | a_1",
                "type=' or 1 -- x | none",
                "metadata.x' or '1=1 | none",
            })
    void devicesAreFilteredByWhatTheyAre(String query, @Nullable String found) {
        assertThat(registry.listed("?" + query))
                .containsExactlyInAnyOrder(found == null ? new String[0] : found.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "createdAt | a_1 ab1 c",
                "createdAt:desc | c ab1 a_1",
                "updatedAt:desc | ab1 c a_1",
                "deviceId:desc | c ab1 a_1",
                "name | c a_1 ab1",
                "type | c a_1 ab1",
                "type:desc | ab1 a_1 c",
                "type,name:desc | c ab1 a_1",
                "status | ab1 a_1 c",
                "lastSeen | a_1 ab1 c",
                "lastSeen:desc | c ab1 a_1",
            })
    void devicesAreListedInTheOrderThatIsAskedFor(String sort, String order) {
        assertThat(registry.listed("?sort=" + sort)).containsExactly(order.split(" "));
        assertThat(pages("/devices?limit=1&sort=" + sort)).containsExactly(order.split(" "));
    }

    @Test
    void aPageSaysWhereItIs() {
        registry.viewer()
                .get("/devices?page=2&limit=2")
                .then()
                .body("data.deviceId", equalTo(List.of("c")))
                .body("pagination.total", equalTo(3))
                .body("pagination.pages", equalTo(2))
                .body("pagination", not(hasKey("nextCursor")));
    }

    @Test
    void aCursorStaysRightWhileDevicesComeAndGo() {
        String cursor = next("/devices?limit=2&sort=name:desc&q=u", "ab1", "a_1");
        registry.register("first", Map.of("name", "zu"));
        registry.operator().delete("/devices/ab1").then().statusCode(204);

        registry.register("last", Map.of("name", "AU"));
        registry.viewer()
                .get("/devices?limit=2&q=u&cursor=" + cursor)
                .then()
                .body("data.deviceId", equalTo(List.of("c", "last")))
                .body("pagination.page", equalTo(2))
                .body("pagination", not(hasKey("nextCursor")));
    }

    @Test
    void aCursorIsOfOneListOnly() {
        String cursor = next("/devices?limit=2", "a_1", "ab1");

        for (String wrong : List.of("x", "AA", cursor.substring(4), cursor + "&sort=name", cursor + "&page=2")) {
            problem(registry.viewer().get("/devices?cursor=" + wrong), 400, "invalid-request");
        }
    }

    @Test
    void devicesAreFoundByTheirGroupAndOnlyInTheirWorkspace() {
        RegistryUnderTest stranger = new RegistryUnderTest();
        stranger.register("a_1", Map.of("tags", List.of("fleet"), "name", "Truck"));
        String group = registry.operator()
                .body(Map.of("name", "north", "devices", List.of("a_1")))
                .post("/device-groups")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");

        assertThat(registry.listed("?group=" + group)).containsExactly("a_1");
        assertThat(registry.listed("?group=north")).containsExactly("a_1");
        assertThat(stranger.listed("?group=" + group)).isEmpty();
        assertThat(stranger.listed("?group=north")).isEmpty();
        assertThat(stranger.listed("?tags=fleet&q=truck")).hasSize(1);
        assertThat(stranger.listed("?cursor=" + next("/devices?limit=1", "a_1")))
                .containsExactly("a_1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "colour=red",
                "page=0",
                "page=x",
                "page=100000000",
                "limit=501",
                "limit=0",
                "sort=id",
                "sort=name,name",
                "sort=name;drop table device",
                "status=dead",
                "connected=maybe",
                "updatedSince=yesterday",
                "info.colour=red",
                "metadata.=red",
                "type=a&type=b",
                "q=a b c d e f g h i j k",
                "type=",
                "group=",
                "tags=,",
                "anyTag= ",
                "status=",
                "connected=",
                "q=",
                "sort="
            })
    void aWrongQueryIsRefusedByField(String query) {
        problem(registry.viewer().get("/devices?" + query), 400, "invalid-request")
                .body("errors.field", hasItem(query.split("=")[0]));
    }

    @Test
    void aPathThroughMetadataHasAnEnd() {
        assertThat(registry.listed("?metadata" + ".a".repeat(32) + "=1")).isEmpty();
        for (int keys : new int[] {33, 1000}) {
            problem(registry.viewer().get("/devices?metadata" + ".a".repeat(keys) + "=1"), 400, "invalid-request")
                    .body("errors.field", hasItem("metadata.*"));
            problem(
                    registry.viewer()
                            .body(Map.of("query", "metadata" + ".a".repeat(keys) + " = 1"))
                            .post("/devices/query"),
                    400,
                    "invalid-query");
        }
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        problem(registry.viewer().urlEncodingEnabled(false).get("/devices?q=%ff"), 400, "invalid-request")
                .body("errors.field", hasItem("q"));
    }

    private List<String> pages(String path) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = registry.viewer()
                    .get(path + cursor)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            found.addAll(page.getList("data.deviceId"));
            cursor = page.getString("pagination.nextCursor");
            cursor = cursor == null ? null : "&cursor=" + cursor;
        }
        return found;
    }

    private String next(String path, String... devices) {
        return registry.viewer()
                .get(path)
                .then()
                .statusCode(200)
                .body("data.deviceId", equalTo(List.of(devices)))
                .extract()
                .path("pagination.nextCursor");
    }
}
