package io.muster.command;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.muster.kit.testing.LiveListener;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static io.muster.command.Callers.awaitStatus;
import static io.muster.command.Callers.in;
import static io.muster.command.Callers.reboot;
import static io.muster.command.Callers.rebootAll;
import static io.muster.command.DeviceAnswers.answer;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Commands and batches that are followed while they go on. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class LiveComponentTest {

    @TestHTTPResource("/")
    URI root;

    private TestDevice device;

    @BeforeEach
    void aDeviceIsRegistered() {
        device = TestDevice.registered(WORKSPACE);
    }

    @AfterEach
    void theDeviceGoes() {
        device.close();
    }

    @Test
    void aCommandIsFollowedFromTheOrderToItsEnd() {
        String id = reboot(device.id());
        try (LiveListener listener = listen(id, null)) {
            eventually(() -> assertThat(statuses(listener)).contains("queued"));
            device.connect().subscribe("commands/#");
            device.awaitMessage(0);
            eventually(() -> assertThat(statuses(listener)).contains("sent"));
            answer(device, id, "accepted");
            eventually(() -> assertThat(statuses(listener)).contains("accepted"));
            answer(device, id, "failed", ",\"reason\":\"no power\",\"result\":7");

            eventually(() -> assertThat(listener.isEnded()).isTrue());
            assertThat(statuses(listener)).startsWith("queued", "sent").endsWith("accepted", "failed", "failed");
            assertThat(listener.lines("event:")).startsWith("step").endsWith("step", "end");
            assertThat(last(listener).getString("reason")).isEqualTo("no power");
            assertThat(last(listener).getInt("result")).isEqualTo(7);
        }
    }

    @Test
    void aListenerThatComesAgainIsToldWhatItMissedAndNothingElse() {
        String id = reboot(device.id());
        String heard;
        try (LiveListener listener = listen(id, null)) {
            eventually(() -> assertThat(listener.lines("id:")).isNotEmpty());
            heard = listener.lines("id:").get(0);
        }
        as("operator").delete("/commands/{id}", id).then().statusCode(200);

        try (LiveListener again = listen(id, heard)) {
            eventually(() -> assertThat(again.isEnded()).isTrue());
            assertThat(statuses(again)).containsExactly("canceled", "canceled");
            assertThat(again.lines("event:")).containsExactly("step", "end");
        }
    }

    @Test
    void aBatchIsFollowedByItsCounts() {
        try (TestDevice other = TestDevice.registered(WORKSPACE)) {
            String batch = rebootAll(device.id(), other.id()).path("data.id");
            String heard;
            try (LiveListener listener = listen(batch, null)) {
                eventually(() -> assertThat(listener.hears("\"queued\":2")).isTrue());
                heard = listener.lines("id:").get(0);
                device.connect().subscribe("commands/#");
                answer(device, commandId(device), "succeeded");
                eventually(() -> assertThat(listener.hears("\"succeeded\":1")).isTrue());
            }

            try (LiveListener again = listen(batch, heard)) {
                eventually(() -> assertThat(again.data()).isNotEmpty());
                assertThat(again.data().get(0)).contains("\"queued\":1", "\"succeeded\":1");
                as("operator").delete("/commands/{id}", batch).then().statusCode(200);
                eventually(() -> assertThat(again.isEnded()).isTrue());
                assertThat(last(again).getString("status")).isEqualTo("finished");
                assertThat(last(again).getInt("states.canceled")).isEqualTo(1);
            }
        }
    }

    @Test
    void whatIsOverIsToldAtOnce() {
        String id = reboot(device.id());
        as("operator").delete("/commands/{id}", id).then().statusCode(200);
        awaitStatus(id, "canceled");

        try (LiveListener listener = listen(id, "not an id")) {
            eventually(() -> assertThat(listener.isEnded()).isTrue());
            assertThat(statuses(listener)).containsExactly("queued", "canceled", "canceled");
        }
    }

    @Test
    void nobodyFollowsWhatIsNotThereOrAnothers() {
        String id = reboot(device.id());

        given().get("/commands/{id}/stream", id).then().statusCode(401);
        for (String unknown : List.of("cmd_0hv5kzq3mx2a7", "bat_0hv5kzq3mx2a7")) {
            as("viewer")
                    .get("/commands/{id}/stream", unknown)
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("urn:muster:problem:command-not-found"));
        }
        in("ws_other", "admin").get("/commands/{id}/stream", id).then().statusCode(404);
    }

    @Test
    void noMoreListenThanMay() {
        String id = reboot(device.id());
        try (LiveListener one = listen(id, null);
                LiveListener two = listen(id, null);
                LiveListener three = listen(id, null)) {
            eventually(() -> assertThat(Stream.of(one, two, three))
                    .allSatisfy(listener -> assertThat(listener.data()).isNotEmpty()));

            as("viewer")
                    .get("/commands/{id}/stream", id)
                    .then()
                    .statusCode(503)
                    .body("type", equalTo("urn:muster:problem:too-many-listeners"));
        }
        try (LiveListener next = listen(id, null)) {
            eventually(() -> assertThat(next.data()).isNotEmpty());
        }
    }

    /** Those of the test before may still be leaving. */
    private LiveListener listen(String id, @Nullable String lastEventId) {
        URI stream = root.resolve("commands/" + id + "/stream");
        return Awaitility.await("room")
                .ignoreExceptions()
                .until(() -> LiveListener.open(stream, WORKSPACE, lastEventId), Objects::nonNull);
    }

    private static void eventually(Runnable assertion) {
        Awaitility.await().untilAsserted(assertion::run);
    }

    private static List<String> statuses(LiveListener listener) {
        return listener.data().stream()
                .map(data -> JsonPath.from(data).getString("status"))
                .toList();
    }

    private static JsonPath last(LiveListener listener) {
        return JsonPath.from(listener.data().get(listener.data().size() - 1));
    }

    private static String commandId(TestDevice device) {
        return JsonPath.from(device.awaitMessage(0)).getString("commandId");
    }
}
