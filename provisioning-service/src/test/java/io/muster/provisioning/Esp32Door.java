package io.muster.provisioning;

import java.net.http.HttpResponse;

import io.restassured.path.json.JsonPath;

import static io.muster.provisioning.TestFleet.admin;

/** How a device comes in with a one-time token. */
final class Esp32Door {

    static final String REGISTER = "/api/v1/device/register";
    /** As the sketch sends it, with a field that we do not know. */
    static final String BODY =
            """
            {"device_info": {"device_id": "%s", "mac_address": "AA:BB:CC:DD:EE:FF", "hardware_revision": "Rev A",
              "firmware_version": "1.0.0", "bcgmcu_serial": "BCG123456789", "esp32c6_chip_id": "ESP32C6_ABCDEF"},
             "capabilities": {"max_streaming_rate": 10, "batch_memory_size": 1048576,
              "supported_modes": ["streaming", "batch", "hybrid"], "calibration_support": true},
             "location": {"facility_id": "Hospital_A", "room": "ICU_01", "bed": "Bed_03"}, "extra": 1}
            """;

    private Esp32Door() {}

    /** One-time tokens of a workspace. */
    static JsonPath made(String workspace, String request) {
        return admin(workspace)
                .body(request)
                .post("/provisioning-tokens")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    static HttpResponse<String> register(String token, String deviceId) throws Exception {
        return TestWire.post(REGISTER, BODY.formatted(deviceId), "Authorization", "Bearer " + token);
    }
}
