package io.muster.systemtests;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.Topic;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.systemtests.RunningStack.STACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

/** Each service is killed the moment it has said yes; what it said yes to happens all the same. */
class KilledServicesSystemTest {

    /** After Kafka was killed, services hear of new devices only when they have found it again. */
    @BeforeEach
    void thePlatformHasRecovered() {
        STACK.awaitRecovery();
    }

    @Test
    void aRegistrationOutlivesTheRegistry() {
        String id = FieldDevice.register("tracker_" + UUID.randomUUID());
        STACK.kill("registry");

        assertThat(Topics.await(Topic.DEVICE_LIFECYCLE, DeviceRegistered.class, id)
                        .device()
                        .id())
                .isEqualTo(id);
        eventually()
                .untilAsserted(() -> Rest.asAdmin().get("/devices/" + id).then().statusCode(200));
    }

    @Test
    void credentialsOutliveProvisioning() {
        FieldDevice device = FieldDevice.commissioned();
        STACK.kill("provisioning");

        eventually()
                .ignoreExceptions()
                .until(() -> device.connect().mqtt().getState().isConnected());
        device.disconnect();
        eventually().untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + device.id() + "/credentials")
                .then()
                .statusCode(200));
    }

    @Test
    void telemetryOutlivesTelemetry() {
        FieldDevice device = FieldDevice.commissioned().connect();
        device.publish("telemetry/sensors", "{\"temperature\":1}").join();
        STACK.kill("telemetry");
        device.publish("telemetry/later", "{\"temperature\":2}").join();

        eventually().untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + device.id() + "/telemetry/latest")
                .then()
                .statusCode(200)
                .body("data", hasKey("sensors"), "data", hasKey("later")));
        device.disconnect();
    }

    @Test
    void aCommandOutlivesTheCommandService() {
        FieldDevice device = FieldDevice.commissioned().connect().obeyCommands();
        String execution = Rest.asAdmin()
                .body(Map.of("command", "reboot"))
                .post("/devices/" + device.id() + "/commands")
                .then()
                .statusCode(202)
                .extract()
                .jsonPath()
                .getString("data.id");
        STACK.kill("command");

        eventually().untilAsserted(() -> Rest.asAdmin()
                .get("/commands/" + execution)
                .then()
                .statusCode(200)
                .body("data.status", equalTo("succeeded")));
        device.disconnect();
    }

    @Test
    void aDesiredStateOutlivesTheShadowService() {
        FieldDevice device = FieldDevice.commissioned().connect().subscribe("shadow/delta");
        Rest.asAdmin()
                .body(Map.of("desired", Map.of("firmware", "1.4.0")))
                .patch("/devices/" + device.id() + "/shadow")
                .then()
                .statusCode(200);
        STACK.kill("shadow");

        assertThat(device.awaitMessage("shadow/delta").getString("state.firmware"))
                .isEqualTo("1.4.0");
        device.publish("shadow/reported", "{\"firmware\":\"1.4.0\"}").join();
        eventually().untilAsserted(() -> Rest.asAdmin()
                .get("/devices/" + device.id() + "/shadow")
                .then()
                .statusCode(200)
                .body("data.reported.firmware", equalTo("1.4.0")));
        device.disconnect();
    }

    @Test
    void afterTheBrokerIsKilledNobodyIsOnlineForEverAndDevicesComeBack() {
        FieldDevice gone = FieldDevice.commissioned().connect();
        FieldDevice back = FieldDevice.commissioned().connect();
        eventually().untilAsserted(() -> assertConnected(gone, true));

        STACK.killAndAwaitRestart("broker");

        eventually().untilAsserted(() -> assertConnected(gone, false));
        eventually()
                .ignoreExceptions()
                .until(() -> back.connect().mqtt().getState().isConnected());
        eventually().untilAsserted(() -> assertConnected(back, true));
        back.disconnect();
    }

    @Test
    void whatWasSaidBeforeKafkaAndPostgresWereKilledIsStillKnown() {
        FieldDevice device = FieldDevice.commissioned();
        STACK.kill("kafka");
        STACK.kill("postgres");

        eventually()
                .ignoreExceptions()
                .until(() -> device.connect().mqtt().getState().isConnected());
        device.subscribe("shadow/delta");
        eventually().untilAsserted(() -> Rest.asAdmin()
                .body(Map.of("desired", Map.of("a", 1)))
                .patch("/devices/" + device.id() + "/shadow")
                .then()
                .statusCode(200));
        assertThat(device.awaitMessage("shadow/delta").getInt("state.a")).isEqualTo(1);
        device.disconnect();
    }

    private static void assertConnected(FieldDevice device, boolean connected) {
        Rest.asAdmin()
                .get("/devices/" + device.id() + "/connection")
                .then()
                .statusCode(200)
                .body("data.connected", equalTo(connected));
    }

    private static ConditionFactory eventually() {
        return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(300));
    }
}
