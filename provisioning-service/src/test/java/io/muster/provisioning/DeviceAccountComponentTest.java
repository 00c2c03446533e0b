package io.muster.provisioning;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.muster.events.CredentialEvent;
import io.muster.events.DeviceEvent.DeviceStatusChanged;
import io.muster.events.DeviceOnboarded;
import io.muster.events.DeviceSnapshot;
import io.muster.events.Topic;
import io.muster.kit.testing.TestTopics;
import io.muster.provisioning.Wire.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.Wire.CREDENTIALS;
import static io.muster.provisioning.Wire.REQUESTS;
import static io.muster.provisioning.Wire.basic;
import static io.muster.provisioning.Wire.get;
import static io.muster.provisioning.Wire.id;
import static io.muster.provisioning.Wire.idJson;
import static io.muster.provisioning.Wire.one;
import static io.muster.provisioning.Wire.post;
import static io.muster.provisioning.Wire.put;
import static io.muster.provisioning.Wire.send;
import static io.muster.provisioning.Wire.url;
import static io.muster.provisioning.Wire.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

/** Devices that have their credentials from this dialect, at the broker. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class DeviceAccountComponentTest {

    private static final String ACCEPTED = "{\"status\":\"ACCEPTED\"}";

    private String admin;
    private String bootstrap;

    @BeforeEach
    void logIn() {
        admin = user("ROLE_DEVICE_CONTROL_ADMIN", "ROLE_DEVICE_CONTROL_READ");
        bootstrap = user("ROLE_DEVICE_BOOTSTRAP");
    }

    @Test
    void anAcceptedDeviceGetsItsCredentialsOnceAndConnectsWithThem() {
        String id = id();
        accept(id);

        Answer answer = post(CREDENTIALS, bootstrap, idJson(id));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        String password = answer.json().getString("password");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"id\":\"%s\",\"tenantId\":\"%s\",\"username\":\"device_%s\",\"password\":\"%s\",\"self\":\"%s\"}",
                        id, WORKSPACE, id, password, url(CREDENTIALS + "/" + id));
        assertThat(post(CREDENTIALS, bootstrap, idJson(id)).status()).isEqualTo(404);
        assertThat(get(one(id), admin).status()).isEqualTo(404);

        String device = device(id);
        connects(device, "device_" + id, password, device);
        connects("anything", WORKSPACE + "/device_" + id, password, device);
        assertThatThrownBy(() -> TestConnection.with("anything", WORKSPACE + "/device_" + id, "guessed")
                        .tryToConnect())
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> TestConnection.with(device, "ws_other/device_" + id, password)
                        .tryToConnect())
                .isInstanceOf(RuntimeException.class);
    }

    @Test
    void aDeviceFindsItsAccountWhereItsCredentialsSayAndNobodyElseDoes() {
        String id = id();
        String stranger = id();
        accept(id);
        accept(stranger);
        String password = post(CREDENTIALS, bootstrap, idJson(id)).json().getString("password");
        post(CREDENTIALS, bootstrap, idJson(stranger));
        String self = CREDENTIALS + "/" + id;

        for (String username : List.of("device_" + id, WORKSPACE + "/device_" + id)) {
            Answer account = get(self, basic(username, password));
            assertThat(account.status()).isEqualTo(200);
            assertThat(account.body())
                    .isEqualTo(
                            "{\"id\":\"%s\",\"tenantId\":\"%s\",\"username\":\"device_%s\",\"self\":\"%s\"}",
                            id, WORKSPACE, id, url(self));
        }
        assertThat(get(self, basic("device_" + id, "guessed")).status()).isEqualTo(401);
        assertThat(get(self, basic("ws_other/device_" + id, password)).status()).isEqualTo(401);
        assertThat(get(CREDENTIALS + "/" + stranger, basic("device_" + id, password))
                        .status())
                .isEqualTo(404);
        assertThat(get(self, admin).status()).isEqualTo(403);
        assertThat(get(REQUESTS, basic("device_" + id, password)).status()).isEqualTo(403);
    }

    @Test
    void credentialsAreGivenAlsoToADeviceThatDoesNotSayWhatItAccepts() {
        String id = id();
        accept(id);

        Answer answer = send("POST", CREDENTIALS, bootstrap, idJson(id), "Content-Type", "application/json");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().getString("password")).isNotBlank();
    }

    @Test
    void ofManyWhoAskAtOnceOneGetsTheCredentials() {
        String id = id();
        accept(id);

        List<Integer> statuses = IntStream.range(0, 12)
                .parallel()
                .mapToObj(i -> post(CREDENTIALS, bootstrap, idJson(id)).status())
                .toList();

        assertThat(statuses).containsOnlyOnce(201).contains(404);
    }

    @Test
    void aDeviceThatIsExpectedAgainGetsANewPasswordAndTheOldOneIsNoLongerGood() {
        String id = id();
        accept(id);
        String first = post(CREDENTIALS, bootstrap, idJson(id)).json().getString("password");
        String device = device(id);
        TestConnection open = TestConnection.with(device, "device_" + id, first).connect();

        accept(id);
        String second = post(CREDENTIALS, bootstrap, idJson(id)).json().getString("password");

        open.awaitPutOut();
        assertThat(second).isNotEqualTo(first);
        connects(device, "device_" + id, second, device);
        assertThat(TestTopics.about(Topic.DEVICE_ONBOARDING, device)).hasSize(1);
    }

    /** Clients ask on as long as they are told 404, and give up at anything else. */
    @Test
    void aDeviceThatIsSuspendedDoesNotComeInAgain() {
        String id = id();
        accept(id);
        post(CREDENTIALS, bootstrap, idJson(id));
        String device = device(id);
        accept(id);
        suspend(device, id);
        Awaitility.await().untilAsserted(() -> assertThat(
                        put(one(id), admin, ACCEPTED).json().getString("message"))
                .isEqualTo("The device is suspended."));

        assertThat(put(one(id), admin, ACCEPTED).status()).isEqualTo(422);
        assertThat(post(CREDENTIALS, bootstrap, idJson(id)).status()).isEqualTo(404);
        assertThat(get(one(id), admin).json().getString("status")).isEqualTo("ACCEPTED");
    }

    private static void suspend(String device, String deviceId) {
        Instant now = Clock.systemUTC().instant();
        TestTopics.say(new DeviceStatusChanged(
                2,
                "active",
                new DeviceSnapshot(
                        device,
                        WORKSPACE,
                        deviceId,
                        "sensor",
                        "Sensor",
                        null,
                        "suspended",
                        true,
                        Map.of(),
                        List.of(),
                        Map.of(),
                        now,
                        now)));
    }

    @Test
    void aDeviceWithColonsInItsNameComesInOverHttp() {
        String id = "AA:BB:" + id();
        accept(id);
        String password = post(CREDENTIALS, bootstrap, idJson(id)).json().getString("password");
        String self = CREDENTIALS + "/" + id.replace(":", "%3A");

        for (String username : List.of("device_" + id, WORKSPACE + "/device_" + id)) {
            assertThat(get(self, basic(username, password)).status()).isEqualTo(200);
            assertThat(get(self, basic(username, "guessed")).status()).isEqualTo(401);
        }

        TestFleet.admin(WORKSPACE)
                .get("/devices/{id}/access-log", device(id))
                .then()
                .body("data.failedAttempts", equalTo(2));
    }

    @Test
    void whoShowsAnotherTokenGetsNoCredentials() {
        String id = id();
        post(REQUESTS, admin, idJson(id));
        String right = "{\"id\":\"" + id + "\",\"securityToken\":\"right\"}";
        post(CREDENTIALS, bootstrap, right);
        assertThat(put(one(id), admin, "{\"status\":\"ACCEPTED\",\"securityToken\":\"right\"}")
                        .status())
                .isEqualTo(200);

        assertThat(post(CREDENTIALS, bootstrap, idJson(id)).status()).isEqualTo(404);
        assertThat(post(CREDENTIALS, bootstrap, right.replace("right", "wrong")).status())
                .isEqualTo(404);
        assertThat(post(CREDENTIALS, bootstrap, right).status()).isEqualTo(201);
    }

    @Test
    void aPasswordFromAFileIsGoodAtOnceAndStillWhenItsSlowHashIsMade() throws Exception {
        String id = id();
        Answer answer = BulkUpload.upload(
                admin, "ID;CREDENTIALS;NAME\n" + id + ";chosen by hand;Device\n", "Accept", "application/json");
        assertThat(answer.json().getInt("numberOfCreated")).isEqualTo(1);
        String device = device(id);

        Awaitility.await().untilAsserted(() -> assertThat(verifiers(device)).containsExactly("argon2id:"));
        connects(device, "device_" + id, "chosen by hand", device);
        connects("another", WORKSPACE + "/device_" + id, "chosen by hand", device);
        byte[] request = CertificateComponentTest.request(
                        CertificateComponentTest.keyPair("EC", 256), "SHA256withECDSA")
                .getEncoded();
        for (String username : List.of("device_" + id, WORKSPACE + "/device_" + id)) {
            CertificateComponentTest.enroll("simpleenroll", request, username, "chosen by hand")
                    .statusCode(200);
            CertificateComponentTest.enroll("simpleenroll", request, username, "guessed")
                    .statusCode(401);
        }
        CertificateComponentTest.enroll("simpleenroll", request, "ws_other/device_" + id, "chosen by hand")
                .statusCode(401);
        assertThatThrownBy(() ->
                        TestConnection.with(device, "device_" + id, "guessed").tryToConnect())
                .isInstanceOf(RuntimeException.class);
    }

    /** The beginnings of the verifiers that are valid now. */
    private static List<String> verifiers(String device) {
        List<CredentialEvent> said = TestTopics.about(Topic.DEVICE_CREDENTIALS, device).stream()
                .filter(CredentialEvent.class::isInstance)
                .map(CredentialEvent.class::cast)
                .toList();
        return said.get(said.size() - 1).credentials().stream()
                .map(credential -> credential.verifier().replaceFirst(":.*", ":"))
                .toList();
    }

    private void accept(String id) {
        assertThat(post(REQUESTS, admin, idJson(id)).status()).isEqualTo(201);
        assertThat(post(CREDENTIALS, bootstrap, idJson(id)).status()).isEqualTo(404);
        assertThat(put(one(id), admin, ACCEPTED).status()).isEqualTo(200);
    }

    /** The {@code id} that the platform has given it. */
    private static String device(String deviceId) {
        return TestTopics.await(Topic.DEVICE_ONBOARDING, DeviceOnboarded.class, event -> event.deviceId()
                        .equals(deviceId))
                .device();
    }

    private static void connects(String clientId, String username, String password, String device) {
        TestConnection connection = Awaitility.await()
                .ignoreExceptions()
                .until(() -> TestConnection.with(clientId, username, password).connect(), TestConnection::isConnected);
        connection.publish(WORKSPACE + "/devices/" + device + "/telemetry/room");
        connection.disconnect();
    }
}
