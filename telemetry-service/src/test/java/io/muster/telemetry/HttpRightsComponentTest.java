package io.muster.telemetry;

import java.util.List;
import java.util.function.UnaryOperator;

import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;

/** A device may say over HTTP what its credential lets it publish, and no more. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class HttpRightsComponentTest {

    private TestDevice device;

    @BeforeEach
    void register() {
        device = TestDevice.registered(Api.WORKSPACE);
    }

    @AfterEach
    void close() {
        device.close();
    }

    enum Shown {
        TOKEN,
        SECRET
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceSpeaksOnTheChannelsThatItsCredentialLists(Shown shown) {
        device.mayPublish(List.of(device.topic("telemetry/sensors"), device.topic("telemetry/data")));
        eventually().untilAsserted(() -> post(shown, "?channel=other", "{\"a\":1}")
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:muster:problem:topic-refused"))
                .body("detail", endsWith(device.id() + "/telemetry/other.")));

        post(shown, "?channel=sensors", "{\"a\":1}").statusCode(200);
        post(shown, "", "{\"a\":1}").statusCode(200);
        esp32(shown, "data/stream").statusCode(200);
        esp32(shown, "device/status").statusCode(403);
        assertThat(count("telemetry", device.id())).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void theStatusIsATopicOfItsOwn(Shown shown) {
        device.mayPublish(List.of(device.topic("status")));
        eventually().untilAsserted(() -> post(shown, "", "{\"a\":1}").statusCode(403));

        esp32(shown, "device/status").statusCode(200);
        esp32(shown, "data/stream").statusCode(403).body("error", equalTo("Topic refused"));
        esp32(shown, "data/batch").statusCode(403);
    }

    @ParameterizedTest
    @EnumSource
    void whoSpeaksLosantHasNoChannels(Shown shown) {
        device.mayPublish(List.of(device.losant("state")));

        eventually()
                .untilAsserted(() -> post(shown, "?channel=state", "{\"a\":1}").statusCode(403));
        assertThat(count("telemetry", device.id())).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aTableIsTakenOnlyIfEachOfItsChannelsIsListed(Shown shown) {
        device.mayPublish(List.of(device.topic("telemetry/sensors")));
        eventually().untilAsserted(() -> post(shown, "", "{\"a\":1}").statusCode(403));

        table(shown, "timestamp,channel,a\n2026-01-01T00:00:00Z,sensors,1\n2026-01-01T00:00:01Z,other,2\n")
                .statusCode(403);
        assertThat(count("telemetry", device.id())).isZero();
    }

    private ValidatableResponse post(Shown shown, String query, String body) {
        return as(shown)
                .contentType("application/json")
                .body(body)
                .post("/devices/" + device.id() + "/telemetry" + query)
                .then();
    }

    private ValidatableResponse table(Shown shown, String csv) {
        return as(shown)
                .contentType("text/csv")
                .body(csv)
                .post("/devices/" + device.id() + "/telemetry")
                .then();
    }

    private ValidatableResponse esp32(Shown shown, String path) {
        return as(shown)
                .contentType("application/json")
                .body("{\"data\":{\"a\":1}}")
                .post("/api/v1/" + path)
                .then();
    }

    private RequestSpecification as(Shown shown) {
        UnaryOperator<RequestSpecification> login =
                switch (shown) {
                    case TOKEN -> request -> request.auth().oauth2(device.token());
                    case SECRET -> request -> request.auth().preemptive().basic(device.username(), device.secret());
                };
        return login.apply(RestAssured.given());
    }
}
