package io.muster.telemetry;

import java.util.List;

import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.AccessEvent.Attempt;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** Whom this service has kept out in a device's name stands in the device's access log. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class RefusedAccessComponentTest {

    private static final int GUESSES = 20;

    private TestDevice device;

    @BeforeEach
    void registerAndWaitUntilItIsKnown() {
        device = TestDevice.registered(Api.WORKSPACE);
        eventually().until(() -> status(withToken(device.token())) == 200);
    }

    @AfterEach
    void close() {
        device.close();
    }

    @Test
    void aWrongPasswordIsToldAndNotRepeated() {
        assertThat(status(withPassword("guess"))).isEqualTo(401);
        assertThat(status(withPassword("guess"))).isEqualTo(401);

        AccessRefused told = told("wrong-password");
        assertThat(told.workspace()).isEqualTo(Api.WORKSPACE);
        assertThat(told.attempt().action()).isEqualTo("authenticate");
        assertThat(told.attempt().protocol()).isEqualTo("http");
        assertThat(told.attempt().address()).isEqualTo("127.0.0.1");
        assertThat(told.toString()).doesNotContain("guess");
    }

    @Test
    void aTokenWithAnotherSignatureIsTold() {
        assertThat(status(withToken(device.token() + "xx"))).isEqualTo(401);

        told("token-not-valid");
    }

    @Test
    void aTokenThatIsOverIsTold() {
        assertThat(status(withToken(device.tokenThatIsOver()))).isEqualTo(401);

        assertThat(told("credential-expired").attempt().detail()).startsWith("The token expired at 20");
    }

    @Test
    void aTokenThatWasRevokedIsTold() {
        device.losesToken();
        eventually().until(() -> status(withToken(device.token())) == 401);

        told("credential-revoked");
    }

    @Test
    void aSuspendedDeviceIsTold() {
        device.becomes("suspended");
        eventually().until(() -> status(withPassword(device.secret())) == 401);

        told("suspended");
    }

    @Test
    void aTopicThatTheCredentialDoesNotListIsTold() {
        device.mayPublish(List.of(device.topic("telemetry/sensors")));
        eventually().until(() -> status(withToken(device.token())) == 403);

        Attempt attempt = told("topic-refused").attempt();
        assertThat(attempt.action()).isEqualTo("publish");
        assertThat(attempt.topic()).isEqualTo(device.topic("telemetry/data"));
    }

    @Test
    void whatNoLogCanKeepIsNotToldOfATopic() {
        device.mayPublish(List.of(device.topic("telemetry/sensors")));
        eventually().until(() -> status(withToken(device.token())) == 403);

        withToken(device.token())
                .contentType("text/csv")
                .body("timestamp,channel,a\n2026-01-01T00:00:00Z,\u0000" + "x".repeat(5_000) + ",1\n")
                .post("/devices/" + device.id() + "/telemetry")
                .then()
                .statusCode(403);

        eventually().untilAsserted(() -> assertThat(events())
                .extracting(said -> said.attempt().topic())
                .last(InstanceOfAssertFactories.STRING)
                .startsWith(device.topic("telemetry/?xxx"))
                .hasSize(512));
    }

    /** One event stands for all that were refused since the one before it. */
    @Test
    void manyRefusalsAreFewEvents() {
        for (int i = 0; i < GUESSES; i++) {
            assertThat(status(withPassword("guess"))).isEqualTo(401);
        }

        eventually().untilAsserted(() -> assertThat(
                        events().stream().mapToLong(AccessRefused::attempts).sum())
                .isEqualTo(GUESSES));
        assertThat(events()).hasSizeLessThan(GUESSES / 2);
        assertThat(events()).extracting(AccessRefused::revision).doesNotHaveDuplicates();
    }

    private List<AccessRefused> events() {
        return TestTopics.about(Topic.DEVICE_ACCESS, device.id()).stream()
                .filter(AccessRefused.class::isInstance)
                .map(AccessRefused.class::cast)
                .toList();
    }

    private AccessRefused told(String reason) {
        return TestTopics.await(
                Topic.DEVICE_ACCESS,
                AccessRefused.class,
                said -> said.device().equals(device.id())
                        && said.attempt().reason().equals(reason));
    }

    private static RequestSpecification withToken(String token) {
        return RestAssured.given().auth().oauth2(token);
    }

    private RequestSpecification withPassword(String password) {
        return RestAssured.given().auth().preemptive().basic(device.username(), password);
    }

    private static int status(RequestSpecification caller) {
        return caller.contentType("application/json")
                .body("{\"a\":1}")
                .post("/api/v1/data/stream")
                .statusCode();
    }
}
