package io.muster.provisioning;

import java.util.List;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.muster.events.DeviceOnboarded;
import io.muster.events.Topic;
import io.muster.kit.testing.TestTopics;
import io.muster.provisioning.Wire.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.mutiny.sqlclient.Pool;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.CertificateComponentTest.enroll;
import static io.muster.provisioning.CertificateComponentTest.keyPair;
import static io.muster.provisioning.CertificateComponentTest.request;
import static io.muster.provisioning.TestFleet.OTHER_WORKSPACE;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static io.muster.provisioning.Wire.id;
import static io.muster.provisioning.Wire.user;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

/** Devices that bring nothing but a password that is good once, as it stood in a file. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class EnrollmentComponentTest {

    private static final String OTP = "once and no more";

    private final String id = id();

    @Inject
    Pool pool;

    @Test
    void whoHasShownNothingIsToldHowToShowIt() {
        given().contentType("application/pkcs10")
                .body("MIIB".getBytes())
                .post("/.well-known/est/simpleenroll")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic realm="));
        given().get("/.well-known/est/cacerts")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Basic realm="));
    }

    @Test
    void aDeviceEnrollsOnceWithThePasswordOfTheFile() throws Exception {
        upload(id, OTP);

        enrol(WORKSPACE + "/" + id, OTP).statusCode(200);
        enrol(WORKSPACE + "/" + id, OTP).statusCode(401);

        admin(WORKSPACE)
                .get("/devices/{id}/credentials", id)
                .then()
                .statusCode(200)
                .body("data.type", equalTo(List.of("certificate")))
                .body("data[0].topics.publish", hasItem(startsWith(WORKSPACE + "/devices/dev_")));
    }

    @Test
    void aRequestThatFailsDoesNotUseThePasswordUp() throws Exception {
        upload(id, OTP);

        enroll("simpleenroll", "no request".getBytes(), id, OTP).statusCode(400);

        enrol(id, OTP).statusCode(200);
    }

    @Test
    void ofManyAtOnceOneEnrolls() throws Exception {
        upload(id, OTP);

        List<Integer> answers =
                IntStream.range(0, 8).parallel().mapToObj(n -> status(id)).toList();

        assertThat(answers.stream().filter(status -> status == 200)).hasSize(1);
        assertThat(answers).containsOnly(200, 401);
    }

    @Test
    void aWrongOneAndThatOfAnotherWorkspaceAreRefused() throws Exception {
        upload(id, OTP);

        enrol(id, "guess").statusCode(401);
        enrol(OTHER_WORKSPACE + "/" + id, OTP).statusCode(401);
        enrol(id(), OTP).statusCode(401);
        enroll("simplereenroll", csr(), id, OTP).statusCode(401);

        admin(WORKSPACE)
                .get("/devices/{id}/access-log", id)
                .then()
                .body("data.failedAttempts", equalTo(2))
                .body("data.attempts.detail", hasItem("The password is none of the device's."));
        enrol(id, OTP).statusCode(200);
    }

    @Test
    void whoShowsAPasswordThatIsUsedUpIsInTheDevicesLog() throws Exception {
        upload(id, OTP);
        enrol(id, OTP).statusCode(200);

        enrol(id, OTP).statusCode(401);
        enrol(WORKSPACE + "/" + id, OTP).statusCode(401);
        enrol(WORKSPACE + "_" + idOfThePlatform(), "guess").statusCode(401);

        admin(WORKSPACE)
                .get("/devices/{id}/access-log", id)
                .then()
                .body("data.failedAttempts", equalTo(3))
                .body("data.attempts.reason", everyItem(equalTo("wrong-password")));
    }

    @Test
    void aDeviceWithColonsInItsNameEnrolls() throws Exception {
        String colons = "AA:BB:" + id;
        upload(colons, OTP);

        enrol(colons, "guess").statusCode(401);
        enrol(colons, OTP).statusCode(200);
    }

    private String idOfThePlatform() {
        return TestTopics.await(Topic.DEVICE_ONBOARDING, DeviceOnboarded.class, event -> event.deviceId()
                        .equals(id))
                .device();
    }

    @Test
    void whoGuessesTooOftenEndsIt() throws Exception {
        upload(id, OTP);
        for (int guess = 0; guess < 10; guess++) {
            enrol(id, "guess " + guess).statusCode(401);
        }

        enrol(id, OTP).statusCode(401);
        upload(id, OTP);
        enrol(id, OTP).statusCode(200);
    }

    @Test
    void theNewestFileCounts() throws Exception {
        upload(id, OTP);
        upload(id, "another one");

        enrol(id, OTP).statusCode(401);
        enrol(id, "another one").statusCode(200);
    }

    @Test
    void itIsKeptAsASlowHashAloneSoonAfterTheAnswer() {
        upload(id, OTP);

        Awaitility.await().until(() -> kept().contains("argon2id:"));

        assertThat(kept()).contains(id).doesNotContain(OTP);
    }

    private String kept() {
        return pool.query("select coalesce(string_agg(cast(t as text), ' '), '') as rows from enrollment_password t"
                        + " join known_device d on d.id = t.device where d.device_id = '" + id + "'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString("rows");
    }

    private static int status(String username) {
        try {
            return enrol(username, OTP).extract().statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ValidatableResponse enrol(String username, String password) throws Exception {
        return enroll("simpleenroll", csr(), username, password);
    }

    private static byte[] csr() throws Exception {
        return request(keyPair("EC", 256), "SHA256withECDSA").getEncoded();
    }

    private static void upload(String id, String otp) {
        Answer answer = BulkUpload.upload(
                user("ROLE_DEVICE_CONTROL_ADMIN", "ROLE_DEVICE_CONTROL_READ"),
                "ID;AUTH_TYPE;ENROLLMENT_OTP\n" + id + ";CERTIFICATES;" + otp + "\n",
                "Accept",
                "application/json");
        assertThat(answer.json().getInt("numberOfSuccessful")).isEqualTo(1);
        assertThat(answer.body()).doesNotContain(otp);
        TestTopics.await(Topic.DEVICE_ONBOARDING, DeviceOnboarded.class, event -> event.deviceId()
                .equals(id));
    }
}
