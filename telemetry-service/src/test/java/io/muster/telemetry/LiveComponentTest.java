package io.muster.telemetry;

import java.io.IOException;
import java.net.URI;

import io.muster.kit.testing.LiveListener;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.telemetry.Api.as;
import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class LiveComponentTest {

    @TestHTTPResource("/")
    URI root;

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
    void aListenerHearsWhatItAskedForAsItComes() throws Exception {
        try (TestDevice other = TestDevice.registered(Api.WORKSPACE).connect();
                LiveListener ofDevice = listen("devices/" + device.deviceId() + "/telemetry/stream", null);
                LiveListener ofChannel = listen("telemetry/stream?channel=heat", null)) {
            device.publish("telemetry/heat", "{\"n\":1}");
            other.publish("telemetry/heat", "{\"n\":2}");
            device.publish("telemetry/cold", "{\"n\":3}");

            eventually()
                    .until(() -> ofDevice.data().size() == 2 && ofChannel.data().size() >= 2);
            assertThat(ofDevice.data().get(0)).contains("\"device\":\"" + device.id() + "\"", "\"values\":{\"n\":1}");
            assertThat(ofDevice.data().get(1)).contains("\"channel\":\"cold\"");
            assertThat(ofChannel.data()).noneMatch(data -> data.contains("cold"));
        }
    }

    @Test
    void readingsThatAreTooLargeToBeReadInOneGoAreAllHeard() throws Exception {
        try (LiveListener listener = listen("devices/" + device.id() + "/telemetry/stream", null)) {
            String large = "x".repeat(100_000);
            for (int i = 0; i < 30; i++) {
                device.publish("telemetry/a", "{\"n\":" + i + ",\"text\":\"" + large + "\"}");
            }

            eventually().until(() -> listener.data().size() == 30);
        }
    }

    @Test
    void aListenerThatComesAgainHearsWhatItMissed() throws Exception {
        String path = "devices/" + device.id() + "/telemetry/stream";
        String last;
        try (LiveListener first = listen(path, null)) {
            device.publish("telemetry/a", "{\"n\":1}");
            eventually().until(() -> first.data().size() == 1);
            last = first.lines("id:").get(0);
        }
        device.publish("telemetry/a", "{\"n\":2}");
        eventually().until(() -> StoredRows.count("telemetry", device.id()) == 2);

        try (LiveListener again = listen(path, last)) {
            eventually().until(() -> again.data().stream().anyMatch(data -> data.contains("\"n\":2")));
            assertThat(again.lines("id:")).doesNotContain(last);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-ff-0", "what?"})
    void aListenerWhoseLastEventCannotBeReadIsToldSoAndHearsWhatComes(String unreadable) throws Exception {
        try (LiveListener listener = listen("devices/" + device.id() + "/telemetry/stream", unreadable)) {
            eventually().until(() -> listener.lines("event:").contains("skipped"));
            device.publish("telemetry/a", "{\"n\":1}");

            eventually().until(() -> listener.data().stream().anyMatch(data -> data.contains("\"n\":1")));
        }
    }

    @Test
    void whatADeviceSaidBeforeItWasDeletedIsHeardAsLongAsItIsKept() throws Exception {
        device.publish("telemetry/a", "{\"n\":1}");
        eventually().until(() -> StoredRows.count("telemetry", device.id()) == 1);
        device.isDeleted(false);
        eventually()
                .until(() ->
                        StoredRows.number("select count(*) from known_device where id = ? and deleted", device.id())
                                == 1);
        long justNow = (System.currentTimeMillis() - 60_000) * 1000;

        try (LiveListener listener = listen("devices/" + device.id() + "/telemetry/stream", justNow + "-0")) {
            eventually().until(() -> listener.data().stream().anyMatch(data -> data.contains("\"values\":{\"n\":1}")));
        }
    }

    @Test
    void aWorkspaceIsAWall() throws Exception {
        as(Api.OTHER_WORKSPACE, "admin")
                .accept("text/event-stream")
                .get("/devices/" + device.id() + "/telemetry/stream")
                .then()
                .statusCode(404);
        as(Api.WORKSPACE, "guest")
                .accept("text/event-stream")
                .get("/telemetry/stream")
                .then()
                .statusCode(403);
        try (LiveListener stranger = listen(Api.OTHER_WORKSPACE, "telemetry/stream", null);
                LiveListener friend = listen("telemetry/stream", null)) {
            device.publish("telemetry/a", "{\"n\":1}");

            eventually().until(() -> !friend.data().isEmpty());
            assertThat(stranger.data()).noneMatch(data -> data.contains(device.id()));
        }
    }

    @Test
    void aChannelThatCannotBeIsNamedAtOnce() {
        for (String path : new String[] {"/telemetry/stream", "/devices/" + device.id() + "/telemetry/stream"}) {
            as(Api.WORKSPACE, "viewer")
                    .accept("text/event-stream")
                    .get(path + "?channel=a//b")
                    .then()
                    .statusCode(400)
                    .body("errors.field", contains("channel"));
        }
    }

    private LiveListener listen(String path, @Nullable String lastEventId) throws IOException, InterruptedException {
        return listen(Api.WORKSPACE, path, lastEventId);
    }

    private LiveListener listen(String workspace, String path, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        return LiveListener.open(root.resolve(path), workspace, lastEventId);
    }
}
