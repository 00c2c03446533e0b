package io.muster.systemtests;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import groovy.json.JsonOutput;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * People change what is desired of devices that do as they are told, while parts of the platform are killed. What was
 * acknowledged is desired in the end, what was refused or got no answer may be; and every device has settled on it.
 */
class ShadowsUnderFaultSystemTest {

    private static final int CHANGES = 200;

    private final List<FieldDevice> devices =
            Stream.generate(FieldDevice::commissioned).limit(5).toList();
    /** By device, what was acknowledged. */
    private final Map<String, Map<String, Object>> acknowledged = new HashMap<>();

    @BeforeEach
    void devicesListenAndObey() {
        STACK.awaitRecovery();
        devices.forEach(device -> device.connect().subscribe("shadow/delta", delta -> obey(device, delta)));
        devices.forEach(device -> acknowledged.put(device.id(), new HashMap<>()));
        devices.forEach(device -> Commands.eventually()
                .untilAsserted(() -> assertThat(change(device, "ready", 1)).isTrue()));
    }

    @AfterEach
    void devicesLeave() {
        devices.forEach(FieldDevice::disconnect);
    }

    @Test
    void whatWasAcknowledgedOutlivesTheServiceAndReachesTheDevices() {
        for (int n = 0; n < CHANGES; n++) {
            if (n == CHANGES / 2) {
                STACK.kill("shadow");
            }
            FieldDevice device = devices.get(n % devices.size());
            String key = "key" + n % 20;
            int value = n;
            if (!change(device, key, value)) {
                Commands.eventually().untilAsserted(() -> assertThat(change(device, key, value))
                        .isTrue());
            }
        }

        devices.forEach(this::awaitSettled);
        assertThat(Rest.asAdmin()
                        .get("/shadows?diverged=true&limit=100")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath()
                        .<String>getList("data.id"))
                .doesNotContainAnyElementsOf(
                        devices.stream().map(FieldDevice::id).toList());
    }

    private boolean change(FieldDevice device, String key, int value) {
        Response answer =
                Rest.asAdmin().body(Map.of("desired", Map.of(key, value))).patch("/devices/" + device.id() + "/shadow");
        if (answer.statusCode() == 200) {
            acknowledged.get(device.id()).put(key, value);
            return true;
        }
        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(500);
        return false;
    }

    private static void obey(FieldDevice device, JsonPath delta) {
        device.publish("shadow/reported", JsonOutput.toJson(delta.getMap("state")));
    }

    private void awaitSettled(FieldDevice device) {
        Commands.eventually().untilAsserted(() -> {
            JsonPath shadow = Rest.asAdmin()
                    .get("/devices/" + device.id() + "/shadow")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(shadow.<String, Object>getMap("data.delta")).isEmpty();
            assertThat(shadow.<String, Object>getMap("data.desired"))
                    .containsAllEntriesOf(acknowledged.get(device.id()));
            assertThat(shadow.<String, Object>getMap("data.reported"))
                    .containsAllEntriesOf(acknowledged.get(device.id()));
        });
        assertThat(device.messages("shadow/delta"))
                .extracting(delta -> delta.getLong("version"))
                .isSorted();
    }
}
