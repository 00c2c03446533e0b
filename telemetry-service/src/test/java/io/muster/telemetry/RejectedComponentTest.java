package io.muster.telemetry;

import java.net.URI;

import io.muster.kit.testing.Metrics;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.Api.viewer;
import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

/** Who may read what was rejected, and what of it cannot be mistaken for something else. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class RejectedComponentTest {

    private static final String BAD_TOPICS = "muster_rejected_messages_total{reason=\"bad_topic\"";

    @TestHTTPResource(value = "metrics", management = true)
    URI management;

    private TestDevice device;

    @BeforeEach
    void connect() {
        device = TestDevice.registered(Api.WORKSPACE).connect();
    }

    @AfterEach
    void disconnect() {
        device.close();
    }

    @Test
    void whatADeletedDeviceSaidWrongCanStillBeAskedFor() {
        device.publish("telemetry/a", "poison");
        eventually().until(() -> count("rejected_message", device.id()) == 1);

        device.isDeleted(false);

        eventually()
                .until(() ->
                        StoredRows.number("select count(*) from known_device where id = ? and deleted", device.id())
                                == 1);
        viewer().get("/telemetry/rejected?device=" + device.id())
                .then()
                .statusCode(200)
                .body("data.reason", contains("not_json"));
        as(Api.OTHER_WORKSPACE, "admin")
                .get("/telemetry/rejected?device=" + device.id())
                .then()
                .statusCode(404);
    }

    @Test
    void whatWasRejectedBeforeItsWorkspaceWasKnownIsItsWorkspacesThen() {
        eventually().until(() -> StoredRows.number("select count(*) from known_device where id = ?", device.id()) == 1);
        StoredRows.execute(
                "insert into rejected_message (workspace, device, topic, reason, detail, head, received_at)"
                        + " values ('', ?, ?, 'unknown_device', 'no such device', '', now())",
                device.id(),
                device.losant("state"));

        viewer().get("/telemetry/rejected?device=" + device.id())
                .then()
                .body("data.topic", contains(device.losant("state")));
        as(Api.OTHER_WORKSPACE, "viewer")
                .get("/telemetry/rejected?reason=unknown_device")
                .then()
                .statusCode(200)
                .body("data.findAll { it.device == '" + device.id() + "' }.size()", equalTo(0));
    }

    @Test
    void healthIsSaidOnItsOwnTopicAndNotOnAChannelOfItsName() {
        Metrics metrics = new Metrics(management);
        double before = metrics.value(BAD_TOPICS);
        device.publish("telemetry/status", "{\"batteryLevel\":3}");
        as(Api.WORKSPACE, "operator")
                .contentType("application/json")
                .body("{\"batteryLevel\":3}")
                .post("/devices/" + device.id() + "/telemetry?channel=status")
                .then()
                .statusCode(400);

        eventually().until(() -> count("rejected_message", device.id()) == 2);
        viewer().get("/telemetry/rejected?device=" + device.id())
                .then()
                .body("data.reason", contains("bad_topic", "bad_topic"));
        assertThat(count("device_health", device.id())).isZero();
        eventually().until(() -> metrics.value(BAD_TOPICS) >= before + 2);
    }
}
