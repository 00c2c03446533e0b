package io.muster.provisioning;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.Credential;
import io.muster.events.CredentialEvent.CredentialsRevoked;
import io.muster.events.CredentialEvent.Kind;
import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceOnboarded;
import io.muster.events.DeviceSnapshot;
import io.muster.events.Topic;
import io.muster.kit.Ids;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.muster.provisioning.TestFleet.OTHER_WORKSPACE;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** Devices that register themselves by a serial, at the wire. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class LosantComponentTest {

    private static final String INVALID = "{\"type\":\"Validation\",\"message\":\"The serial is not valid.\"}";

    private final String serial = "sn-" + Ids.next("x").substring(2);

    @Test
    void anEnrolledSerialGetsADeviceAndAKeyInExactlyThisShape() throws Exception {
        enrol(Map.of("serial", serial, "type", "thermometer", "group", "plant/hall 2"));

        HttpResponse<String> answer = register(serial);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body())
                .matches("\\{\"deviceId\":\"dev_\\w{13}\",\"key\":\"key_\\w{13}\",\"secret\":\"[\\w-]{22,}\"}");
        JsonPath registered = JsonPath.from(answer.body());
        DeviceOnboarded said = onboarded(registered.getString("deviceId"));
        assertThat(said.deviceId()).isEqualTo(serial);
        assertThat(said.type()).isEqualTo("thermometer");
        assertThat(said.tags()).containsExactly("serial");
        assertThat(said.info()).containsEntry("serialNumber", serial);
        assertThat(said.groups()).containsExactly("plant/hall 2");
        assertThat(said.admittedBy()).isEqualTo("serial");
    }

    @Test
    void theKeyIsACredentialForLosantsTopicsOnly() throws Exception {
        enrol(Map.of("serial", serial));

        JsonPath registered = JsonPath.from(register(serial).body());

        String device = registered.getString("deviceId");
        Credential listed = credentials(device, 1).get(0);
        assertThat(listed.kind()).isEqualTo(Kind.SECRET);
        assertThat(listed.clientId()).isEqualTo(device);
        assertThat(listed.username()).isEqualTo(registered.getString("key"));
        assertThat(listed.verifier()).startsWith("hmac-sha256:").doesNotContain(registered.getString("secret"));
        assertThat(listed.topics().publish()).containsExactly("losant/" + device + "/state");
        assertThat(listed.topics().subscribe()).containsExactly("losant/" + device + "/command");
    }

    @Test
    void aMissingSerialIsToldInLosantsShape() throws Exception {
        String missing = "{\"type\":\"Validation\",\"message\":\"serial is required\"}";

        for (String body :
                List.of("", "{}", "[]", "not json", "{\"serial\":null}", "{\"serial\":7}", "{\"serial\":\" \"}")) {
            HttpResponse<String> answer = TestWire.post("/register", body, "Content-Type", "application/json");
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).as(body).isEqualTo(missing);
        }
    }

    @Test
    void aStrangerIsNotToldWhyItsSerialIsNotValid() throws Exception {
        String expired = serial + "-expired";
        enrol(Map.of(
                "serial",
                expired,
                "expiresAt",
                Clock.systemUTC().instant().minusSeconds(1).toString()));

        for (String stranger :
                List.of(serial, expired, "a\\u0000", "sba_0000000000000." + serial + "." + "A".repeat(43))) {
            HttpResponse<String> answer = register(stranger);
            assertThat(answer.statusCode()).as(stranger).isEqualTo(400);
            assertThat(answer.body()).as(stranger).isEqualTo(INVALID);
        }
    }

    @Test
    void twentyRegistrationsAtOnceMakeOneDeviceAndTwentyKeys() throws Exception {
        enrol(Map.of("serial", serial));

        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 20)
                .mapToObj(one -> TestWire.posting("/register", body(serial), "Content-Type", "application/json"))
                .toList();

        List<JsonPath> registered = all.stream()
                .map(CompletableFuture::join)
                .peek(answer -> assertThat(answer.statusCode()).isEqualTo(200))
                .map(answer -> JsonPath.from(answer.body()))
                .toList();
        String device = registered.get(0).getString("deviceId");
        assertThat(registered).extracting(one -> one.getString("deviceId")).containsOnly(device);
        assertThat(registered).extracting(one -> one.getString("key")).doesNotHaveDuplicates();
        assertThat(credentials(device, 20))
                .extracting(Credential::username)
                .hasSameElementsAs(
                        registered.stream().map(one -> one.getString("key")).toList());
        assertThat(TestTopics.about(Topic.DEVICE_ONBOARDING, device)).hasSize(1);
    }

    @Test
    void aSerialThatRotatesHasOneKeyAndOneThatRefusesRegistersOnce() throws Exception {
        String once = serial + "-once";
        enrol(Map.of("serial", serial, "policy", "rotate"));
        enrol(Map.of("serial", once, "policy", "refuse"));
        register(serial);
        register(once);

        JsonPath again = JsonPath.from(register(serial).body());
        HttpResponse<String> refused = register(once);

        CredentialEvent last = TestTopics.await(
                Topic.DEVICE_CREDENTIALS,
                CredentialEvent.class,
                said -> said.device().equals(again.getString("deviceId")) && said.revision() == 2);
        assertThat(last.credentials()).extracting(Credential::username).containsExactly(again.getString("key"));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .isEqualTo("{\"type\":\"Conflict\",\"message\":\"The serial has been registered already.\"}");
    }

    @Test
    void aSignedSerialNeedsNoEnrolment() throws Exception {
        JsonPath batch = admin(WORKSPACE)
                .body(Map.of("type", "meter", "policy", "refuse"))
                .post("/serials/batches")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String signed = signed(batch.getString("data.id"), batch.getString("data.key"), serial);

        JsonPath registered = JsonPath.from(register(signed).body());

        DeviceOnboarded said = onboarded(registered.getString("deviceId"));
        assertThat(said.deviceId()).isEqualTo(serial);
        assertThat(said.type()).isEqualTo("meter");
        assertThat(register(signed).statusCode()).isEqualTo(409);
        assertThat(register(serial).body()).isEqualTo(INVALID);
        String forged = signed.substring(0, signed.length() - 1) + (signed.endsWith("A") ? "E" : "A");
        assertThat(register(forged).body()).isEqualTo(INVALID);
        admin(WORKSPACE).get("/serials/batches").then().statusCode(200).body("data[0].key", nullValue());
        admin(WORKSPACE)
                .delete("/serials/batches/" + batch.getString("data.id"))
                .then()
                .statusCode(204);
        assertThat(register(signed).body()).isEqualTo(INVALID);
    }

    @ParameterizedTest
    @CsvSource({"Accept, text/html", "Accept, image/png;q=0.1", "Content-Type, garbage", "Content-Type, text/plain"})
    void whateverTheHeadersSayTheAnswerIsJson(String name, String value) throws Exception {
        enrol(Map.of("serial", serial));

        HttpResponse<String> answer = TestWire.post("/register", "{\"serial\":\"" + serial + "\"}", name, value);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/json");
    }

    @Test
    void aWorkspaceSeesAndTakesNoSerialOfAnother() throws Exception {
        enrol(Map.of("serial", serial));

        admin(OTHER_WORKSPACE).get("/serials/" + serial).then().statusCode(404);
        admin(OTHER_WORKSPACE).delete("/serials/" + serial).then().statusCode(404);
        admin(OTHER_WORKSPACE).get("/serials?limit=100").then().body("data.serial", not(hasItem(serial)));
        admin(OTHER_WORKSPACE)
                .body(Map.of("serial", serial))
                .post("/serials")
                .then()
                .statusCode(409);
        assertThat(onboarded(JsonPath.from(register(serial).body()).getString("deviceId"))
                        .workspace())
                .isEqualTo(WORKSPACE);
        admin(WORKSPACE).delete("/serials/" + serial).then().statusCode(204);
        assertThat(register(serial).body()).isEqualTo(INVALID);
    }

    @Test
    void aDeviceThatIsRegisteredAlreadyGetsAKeyUnderItsOwnId() throws Exception {
        DeviceSnapshot device = TestFleet.device();
        enrol(Map.of("serial", device.deviceId()));

        JsonPath registered = JsonPath.from(register(device.deviceId()).body());

        assertThat(registered.getString("deviceId")).isEqualTo(device.id());
        assertThat(TestTopics.about(Topic.DEVICE_ONBOARDING, device.id())).isEmpty();
    }

    @Test
    void aNewcomerThatLosesItsNameLosesItsKeysAndComesInAsTheOther() throws Exception {
        enrol(Map.of("serial", serial, "policy", "refuse"));
        String newcomer = JsonPath.from(register(serial).body()).getString("deviceId");
        DeviceOnboarded said = onboarded(newcomer);

        DeviceSnapshot first = registered(said);
        TestTopics.say(new DeviceRegistered(1, first));

        CredentialEvent revoked =
                TestTopics.await(Topic.DEVICE_CREDENTIALS, CredentialsRevoked.class, event -> event.device()
                        .equals(newcomer));
        assertThat(revoked.credentials()).isEmpty();
        JsonPath again = JsonPath.from(register(serial).body());
        assertThat(again.getString("deviceId")).isEqualTo(first.id());
        admin(WORKSPACE).get("/devices/{id}/credentials", newcomer).then().statusCode(404);
    }

    private static DeviceSnapshot registered(DeviceOnboarded said) {
        return new DeviceSnapshot(
                Ids.next("dev"),
                said.workspace(),
                said.deviceId(),
                said.type(),
                said.name(),
                null,
                "inactive",
                false,
                Map.of(),
                List.of(),
                Map.of(),
                Clock.systemUTC().instant(),
                Clock.systemUTC().instant());
    }

    private static void enrol(Map<String, String> serial) {
        admin(WORKSPACE)
                .contentType(ContentType.JSON)
                .body(serial)
                .post("/serials")
                .then()
                .statusCode(201);
    }

    private static HttpResponse<String> register(String serial) throws Exception {
        return TestWire.post("/register", body(serial), "Content-Type", "application/json");
    }

    private static String body(String serial) {
        return "{\"serial\":\"" + serial + "\",\"unknown\":true}";
    }

    private static String signed(String batch, String key, String serial) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key), "HmacSHA256"));
        return batch + "." + serial + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal(serial.getBytes(StandardCharsets.UTF_8)));
    }

    private static DeviceOnboarded onboarded(String device) {
        return TestTopics.await(Topic.DEVICE_ONBOARDING, DeviceOnboarded.class, said -> said.device()
                .equals(device));
    }

    /** Those of the first event that lists so many. */
    private static List<Credential> credentials(String device, int count) {
        return TestTopics.await(
                        Topic.DEVICE_CREDENTIALS,
                        CredentialEvent.class,
                        said -> said.device().equals(device)
                                && said.credentials().size() == count)
                .credentials();
    }
}
