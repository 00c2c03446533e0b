package io.muster.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.kit.Ids;
import io.muster.kit.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

/** A workspace of its own for each test, and callers in it. */
final class RegistryUnderTest {

    /** A device with everything that can be said of one. */
    static final String TRACKER =
            """
            {"deviceId": "tracker_001", "type": "gps_tracker", "name": "Fleet Tracker #1",
             "description": "Delivery truck tracker",
             "info": {"manufacturer": "Acme IoT", "model": "GPS-Pro-2000", "firmware": "1.2.0", "hardware": "v2"},
             "tags": ["fleet", "delivery"],
             "metadata": {"vehicleId": "TRUCK-123", "axles": 3, "load": {"max": 7.5}}}
            """;

    private final String workspace = Ids.next("ws");

    String workspace() {
        return workspace;
    }

    RequestSpecification viewer() {
        return as("viewer");
    }

    RequestSpecification operator() {
        return as("operator");
    }

    private RequestSpecification as(String role) {
        return given().auth().oauth2(TestTokens.token(workspace, role)).contentType(ContentType.JSON);
    }

    /** Registers a device and answers its {@code id}. */
    String register(String deviceId) {
        return register(deviceId, Map.of());
    }

    String register(String deviceId, Map<String, Object> more) {
        Map<String, Object> device = new HashMap<>(Map.of("deviceId", deviceId, "type", "sensor", "name", deviceId));
        device.putAll(more);
        return operator()
                .body(device)
                .post("/devices/register")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    /** Puts devices {@code d0}, {@code d1} and so on into the books, of which nothing is said. */
    void fill(Pool pool, int count) {
        pool.preparedQuery(
                        """
                        with added as (
                            insert into device (id, workspace, device_id, type, name, status, provisioned, info, tags,
                                metadata, revision, created_at, updated_at)
                            select 'dev_' || substr(md5($1 || i), 1, 13), $1, 'd' || i, 'sensor', 'd' || i, 'active',
                                true, '{}', '{}', '{}', 1, now(), now()
                            from generate_series(0, $2 - 1) as i returning id, workspace)
                        insert into device_connection (device, workspace) select id, workspace from added
                        """)
                .execute(Tuple.of(workspace, count))
                .await()
                .indefinitely();
    }

    /** Makes a group and answers its {@code id}. */
    String group(Map<String, Object> group) {
        return operator()
                .body(group)
                .post("/device-groups")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }

    /** The {@code deviceId}s of a group's members, the oldest device first. */
    List<String> members(String group) {
        return data("/device-groups/" + group + "/devices").getList("deviceId");
    }

    JsonPath device(String reference) {
        return data("/devices/" + reference);
    }

    JsonPath data(String path) {
        return viewer().get(path).then().statusCode(200).extract().jsonPath().setRootPath("data");
    }

    /** The types of the entries of a device's timeline, the newest first. */
    List<String> timeline(String reference) {
        return viewer().get("/devices/" + reference + "/timeline")
                .then()
                .statusCode(200)
                .extract()
                .path("data.type");
    }

    List<String> listed(String query) {
        return viewer().get("/devices" + query).then().statusCode(200).extract().path("data.deviceId");
    }

    /** That the answer is this problem. */
    static ValidatableResponse problem(Response response, int status, String code) {
        return response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:" + code))
                .body("status", equalTo(status));
    }
}
