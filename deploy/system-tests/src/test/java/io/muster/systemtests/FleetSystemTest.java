package io.muster.systemtests;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

/** What people do with many devices at once. */
class FleetSystemTest {

    private static final int SIZE = 1_200;

    private final String fleet = "fleet_" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void aFleetIsRegisteredInOneRequestFoundChangedAndExported() {
        List<Map<String, Object>> devices =
                new ArrayList<>(IntStream.range(0, SIZE).mapToObj(this::truck).toList());
        devices.add(truck(0));

        Rest.asAdmin()
                .body(Map.of("devices", devices))
                .post("/devices/register/batch")
                .then()
                .statusCode(200)
                .body("data.successful", equalTo(SIZE), "data.failed", equalTo(1))
                .body("data.results[" + SIZE + "].status", equalTo("failed"));

        String old = "tags HAS '" + fleet + "' AND info.firmware < version('1.10.0')";
        assertThat(found(old)).isEqualTo(SIZE / 2);
        Rest.asAdmin()
                .body(Map.of("query", old, "addTags", List.of("outdated")))
                .post("/devices/bulk/tags")
                .then()
                .statusCode(200)
                .body("data.successful", equalTo(SIZE / 2), "data.failed", equalTo(0));
        Rest.asAdmin()
                .get("/devices?tags=" + fleet + ",outdated&sort=name:desc&limit=2")
                .then()
                .statusCode(200)
                .body("pagination.total", equalTo(SIZE / 2))
                .body("data.info.firmware", contains("1.9.0", "1.9.0"));
        String csv = Rest.asAdmin()
                .accept("text/csv")
                .get("/devices?tags=" + fleet)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(csv.lines()).hasSize(SIZE + 1);
        Rest.asStranger().get("/devices?tags=" + fleet).then().statusCode(200).body("data", empty());
    }

    @Test
    void aDynamicGroupFollowsItsDevicesAndACommandReachesThem() {
        FieldDevice truck = FieldDevice.commissioned();
        Rest.asAdmin()
                .body(Map.of("tags", List.of(fleet)))
                .patch("/devices/" + truck.id())
                .then()
                .statusCode(200);
        String group = Rest.asAdmin()
                .body(Map.of("name", fleet, "query", "tags HAS '" + fleet + "' AND connected = true"))
                .post("/device-groups")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");

        truck.connect();
        awaitMembers(group, 1);
        Rest.asAdmin()
                .body(Map.of("command", "reboot"))
                .post("/device-groups/" + group + "/commands")
                .then()
                .statusCode(202);
        truck.disconnect();
        awaitMembers(group, 0);

        Awaitility.await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + truck.id() + "/timeline?limit=100")
                .then()
                .statusCode(200)
                .body("data.type", hasItems("registered", "connected", "disconnected")));
    }

    @Test
    void whatADeviceReportsIsOnItsPageAndStaysReadableWhenItIsGone() {
        FieldDevice truck = FieldDevice.commissioned().connect();
        truck.publish("telemetry/gps", "{\"lat\":52.52,\"lng\":13.4,\"speed\":50}")
                .join();
        Awaitility.await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + truck.deviceId())
                .then()
                .statusCode(200)
                .body("data.location.lat", equalTo(52.52f), "data.lastSeen", notNullValue()));
        assertThat(found("deviceId = '" + truck.deviceId() + "' AND values.gps.speed > 49"))
                .isEqualTo(1);

        Rest.asAdmin().delete("/devices/" + truck.id()).then().statusCode(204);

        Rest.asAdmin().get("/devices/" + truck.id()).then().statusCode(404);
        Awaitility.await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + truck.deviceId() + "/telemetry/latest")
                .then()
                .statusCode(404));
        Rest.asAdmin()
                .get("/devices/" + truck.id() + "/telemetry/latest")
                .then()
                .statusCode(200)
                .body("data.gps.values.speed", equalTo(50));
        Rest.asAdmin()
                .get("/devices/" + truck.id() + "/timeline")
                .then()
                .statusCode(200)
                .body("data.type", hasItems("registered", "deleted"));
        Rest.asStranger().get("/devices/" + truck.id() + "/timeline").then().statusCode(404);
    }

    private static void awaitMembers(String group, int count) {
        Awaitility.await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> Rest.asAdmin()
                .get("/device-groups/" + group + "/devices")
                .then()
                .statusCode(200)
                .body("data", hasSize(count)));
    }

    private Map<String, Object> truck(int n) {
        return Map.of(
                "deviceId",
                fleet + "-" + n,
                "type",
                "truck",
                "name",
                "Truck %04d".formatted(n),
                "info",
                Map.of("firmware", n % 2 == 0 ? "1.9.0" : "1.10.0"),
                "tags",
                List.of(fleet));
    }

    private static int found(String query) {
        return Rest.asAdmin()
                .body(Map.of("query", query))
                .post("/devices/query")
                .then()
                .statusCode(200)
                .extract()
                .path("pagination.total");
    }
}
