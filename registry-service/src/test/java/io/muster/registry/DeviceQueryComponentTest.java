package io.muster.registry;

import java.util.List;
import java.util.Map;

import io.muster.kit.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.muster.registry.RegistryUnderTest.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

/** Devices found by a query in the fleet language. */
@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class DeviceQueryComponentTest {

    private final RegistryUnderTest registry = new RegistryUnderTest();

    @BeforeEach
    void threeDevices() {
        registry.register(
                "old",
                Map.of(
                        "type",
                        "gps_tracker",
                        "name",
                        "50% off_road",
                        "description",
                        "a \\ b",
                        "tags",
                        List.of("fleet", "cold"),
                        "info",
                        Map.of("firmware", "1.9"),
                        "metadata",
                        Map.of(
                                "n",
                                5,
                                "list",
                                List.of("x", 1),
                                "at",
                                "2020-01-01",
                                "odd",
                                "7",
                                "deep",
                                Map.of("a.b", "é"))));
        registry.register(
                "new",
                Map.of(
                        "type",
                        "gps_tracker",
                        "tags",
                        List.of("fleet"),
                        "info",
                        Map.of("firmware", "1.10.0-rc1"),
                        "metadata",
                        Map.of("n", "5", "list", "x", "at", "soon", "odd", Map.of("n", 1), "flag", false)));
        registry.register("bare");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "none",
            value = {
                "type = 'gps_tracker' AND tags HAS 'fleet' AND info.firmware < version('1.10') AND connected = false | old new",
                "info.firmware < version('1.10.0-rc1') | old",
                "info.firmware >= version('1.10.0-RC1') | new",
                "info.firmware = version('v1.9.0') | old",
                "info.firmware != version('1.9.0') | new bare",
                "NOT info.firmware = '1.9' | new bare",
                "info.firmware IN ('1.9', '2.0') | old",
                "info.firmware IS NULL | bare",
                "tags HAS ALL ('fleet','cold') | old",
                "tags HAS ANY ('cold','x') | old",
                "tags IS NULL | bare",
                "name CONTAINS '% OFF_' | old",
                "name STARTS WITH '50' | old",
                "name STARTS WITH '_0' | none",
                "description CONTAINS '\\' | old",
                "text CONTAINS 'OLD' | old",
                "deviceId = 'old' OR deviceId IN ('bare') | old bare",
                "name = 'new' | new",
                "id = 'old' | none",
                "status = 'inactive' | old new bare",
                "status IN ('active', 'suspended') | none",
                "metadata.n = 5 | old",
                "metadata.n = 5.00 | old",
                "metadata.n = '5' | new",
                "metadata.n > 4 | old",
                "metadata.n > 1e200 | none",
                "metadata.n <= '5' | new",
                "metadata.n != 5 | new bare",
                "NOT metadata.n > 4 | new bare",
                "metadata.n IN (5, '5') | old new",
                "metadata.flag = false | new",
                "metadata.list HAS 'x' | old",
                "metadata.list HAS ALL ('x', 1) | old",
                "metadata.list HAS ANY (2, 1) | old",
                "metadata.list CONTAINS 'X' | new",
                "metadata.at < now | old",
                "metadata.odd > version('1') | old",
                "metadata.odd.n EXISTS | new",
                "metadata.odd < 9 | none",
                "metadata.deep.\"a.b\" = 'é' | old",
                "metadata.nothing IS NULL | old new bare",
                "lastSeen < now | none",
                "lastSeen IS NULL AND createdAt > now-1h AND updatedAt <= now+1m | old new bare",
                "createdAt < '2020-01-01' OR lastConnected EXISTS | none",
                "values.sensors.temperature > 30 | none",
                "values.sensors.temperature IS NULL AND location IS NULL | old new bare",
                "location.lat > -90 OR location.timestamp < now | none",
                "group = 'x' OR group EXISTS | none",
                "group != 'x' AND group IS NULL | old new bare",
                "type = ''' OR 1=1 --' OR name = '$1' OR name = '; drop table device' | none",
            })
    void aQueryFindsWhatItSays(String query, @Nullable String found) {
        assertThat(registry.viewer()
                        .body(Map.of("query", query))
                        .post("/devices/query")
                        .then()
                        .statusCode(200)
                        .extract()
                        .<List<String>>path("data.deviceId"))
                .containsExactlyInAnyOrder(found == null ? new String[0] : found.split(" "));
    }

    @Test
    void itsAnswerIsAListInPages() {
        String cursor = registry.viewer()
                .body(Map.of("query", "type = 'gps_tracker'", "limit", 1, "sort", "deviceId"))
                .post("/devices/query")
                .then()
                .body("data.deviceId", equalTo(List.of("new")))
                .body("pagination.total", equalTo(2))
                .body("pagination.nextCursor", notNullValue())
                .extract()
                .path("pagination.nextCursor");
        registry.viewer()
                .body(Map.of("query", "type = 'gps_tracker'", "limit", 1, "cursor", cursor))
                .post("/devices/query")
                .then()
                .body("data.deviceId", equalTo(List.of("old")));
    }

    @Test
    void aWrongQueryIsRefusedWithItsColumn() {
        problem(registry.viewer().body(Map.of("query", "type = ")).post("/devices/query"), 400, "invalid-query")
                .body("errors.field", hasItem("query"))
                .body("detail", startsWith("column 8: expected"));
        problem(registry.viewer().body("{}").post("/devices/query"), 400, "invalid-request")
                .body("errors.field", hasItem("query"));
        problem(registry.viewer().body("{\"qery\":\"\"}").post("/devices/query"), 400, "invalid-request");
    }

    @Test
    void anotherWorkspaceIsNotAsked() {
        RegistryUnderTest stranger = new RegistryUnderTest();

        assertThat(stranger.viewer()
                        .body(Map.of("query", "NOT type = 'x' OR type = 'x' OR connected = false"))
                        .post("/devices/query")
                        .then()
                        .extract()
                        .<List<String>>path("data.deviceId"))
                .isEmpty();
    }
}
