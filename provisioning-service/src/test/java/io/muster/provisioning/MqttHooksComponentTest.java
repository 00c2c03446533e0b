package io.muster.provisioning;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.muster.events.DeviceSnapshot;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.provisioning.TestFleet.OTHER_WORKSPACE;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static io.muster.provisioning.TestFleet.becomes;
import static io.muster.provisioning.TestFleet.device;
import static io.muster.provisioning.TestFleet.listed;
import static io.muster.provisioning.TestFleet.provision;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What brokers are answered that have not our plugin, by the requests that EMQX 5 makes. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class MqttHooksComponentTest {

    private static final String TOKEN = "of the brokers of the tests";

    @ParameterizedTest
    @ValueSource(strings = {"/mqtt/authenticate", "/mqtt/authorize"})
    void nobodyButABrokerIsAnswered(String path) {
        String question = "{\"clientid\":\"dev_1\",\"topic\":\"a\",\"action\":\"publish\"}";

        assertThat(given().contentType(ContentType.JSON)
                        .body(question)
                        .post(path)
                        .statusCode())
                .isEqualTo(401);
        assertThat(given().auth()
                        .oauth2("another token of the brokers")
                        .contentType(ContentType.JSON)
                        .body(question)
                        .post(path)
                        .statusCode())
                .isEqualTo(401);
        assertThat(admin(WORKSPACE).body(question).post(path).statusCode()).isEqualTo(401);
    }

    @Test
    void aDeviceComesInWithItsTokenAndTheBrokerLearnsWhichCredentialItIs() {
        DeviceSnapshot device = device();
        Response issued = active(device, "{\"authType\":\"token\",\"expiryDays\":1}");

        Response answer = authenticate(device.id(), issued.path("data.username"), issued.path("data.password"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.<String>path("result")).isEqualTo("allow");
        assertThat(answer.<Boolean>path("is_superuser")).isFalse();
        assertThat(answer.<String>path("client_attrs.workspace")).isEqualTo(WORKSPACE);
        assertThat(answer.<String>path("client_attrs.credential"))
                .isEqualTo(listed(device).get(0));
        assertThat(answer.<Integer>path("expire_at")).isPositive();
    }

    @Test
    void aDeviceIsKeptOutWithTheWrongPasswordNameOrClientIdAndItsPeopleAreTold() {
        DeviceSnapshot device = device();
        DeviceSnapshot other = device();
        Response issued = active(device, "{\"authType\":\"token\"}");
        String name = issued.path("data.username");
        String password = issued.path("data.password");

        assertThat(isLetIn(device.id(), name, "guess")).isFalse();
        assertThat(isLetIn(device.id(), "ws_other_" + device.id(), password)).isFalse();
        assertThat(isLetIn(other.id(), name, password)).isFalse();
        assertThat(isLetIn(device.id(), "", "undefined")).isFalse();

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> admin(WORKSPACE)
                .get("/devices/{id}/access-log", device.id())
                .asString()
                .contains("wrong-password"));
    }

    @Test
    void aDeviceIsKeptOutWhenItsCredentialIsRevoked() {
        DeviceSnapshot device = device();
        Response issued = active(device, "{\"authType\":\"token\"}");
        assertThat(isLetIn(device.id(), issued.path("data.username"), issued.path("data.password")))
                .isTrue();

        admin(WORKSPACE)
                .delete(
                        "/devices/{id}/credentials/{credential}",
                        device.id(),
                        listed(device).get(0));

        assertThat(isLetIn(device.id(), issued.path("data.username"), issued.path("data.password")))
                .isFalse();
        assertThat(may(device, "publish", "telemetry/a", null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspended", "deprecated"})
    void aDeviceIsKeptOutByItsStatus(String status) {
        DeviceSnapshot device = device();
        Response issued = active(device, "{\"authType\":\"token\"}");
        String name = issued.path("data.username");
        String password = issued.path("data.password");
        assertThat(may(device, "publish", "telemetry/a", null)).isTrue();

        becomes(device, status, 3);

        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> !isLetIn(device.id(), name, password));
        assertThat(may(device, "publish", "telemetry/a", null)).isFalse();
    }

    @Test
    void aDeviceThatNobodyHasActivatedIsKeptOut() {
        DeviceSnapshot device = device();
        Response issued = provision(device, "{\"authType\":\"token\"}")
                .statusCode(201)
                .extract()
                .response();

        assertThat(isLetIn(device.id(), issued.path("data.username"), issued.path("data.password")))
                .isFalse();
    }

    @Test
    void aDeviceComesInWithItsCertificateUntilItIsReplaced() {
        DeviceSnapshot device = device();
        String certificate = active(device, "{\"authType\":\"certificate\"}").path("data.certificate");
        DeviceSnapshot other = device();
        active(other, "{\"authType\":\"certificate\"}");

        assertThat(isLetIn(Map.of("clientid", device.id(), "cert_pem", certificate)))
                .isTrue();
        assertThat(isLetIn(Map.of("clientid", other.id(), "cert_pem", certificate)))
                .isFalse();
        assertThat(isLetIn(Map.of("clientid", device.id(), "cert_common_name", device.id())))
                .isFalse();

        provision(device, "{\"authType\":\"certificate\"}").statusCode(201);

        assertThat(isLetIn(Map.of("clientid", device.id(), "cert_pem", certificate)))
                .isFalse();
    }

    @Test
    void aDeviceMayDoWhatItsCredentialLists() {
        DeviceSnapshot device = device();
        active(device, "{\"authType\":\"token\",\"permissions\":{\"telemetryTopics\":[\"a\"]}}");
        String credential = listed(device).get(0);

        for (String path : List.of("telemetry/a", "status/online", "responses", "shadow/get")) {
            assertThat(may(device, "publish", path, credential)).as(path).isTrue();
            assertThat(may(device, "subscribe", path, credential)).as(path).isFalse();
        }
        for (String path : List.of("commands/#", "commands/reboot", "shadow/delta", "errors")) {
            assertThat(may(device, "subscribe", path, credential)).as(path).isTrue();
            assertThat(may(device, "publish", path, credential)).as(path).isFalse();
        }
        for (String path : List.of("telemetry/b", "status/somewhere", "telemetry/a/b")) {
            assertThat(may(device, "publish", path, credential)).as(path).isFalse();
        }
        assertThat(may(device, "publish", "telemetry/a", null)).isTrue();
        assertThat(may(device, "publish", "telemetry/a", "crd_of_nobody")).isFalse();
    }

    @Test
    void whereTheBrokerDoesNotKnowTheCredentialAllOfTheDeviceMustAllowIt() {
        DeviceSnapshot device = device();
        active(device, "{\"authType\":\"token\"}");
        String wide = listed(device).get(0);
        provision(
                        device,
                        "{\"authType\":\"token\",\"overlapSeconds\":600,\"permissions\":{\"telemetryTopics\":[\"a\"]}}")
                .statusCode(201);

        assertThat(may(device, "publish", "telemetry/b", wide)).isTrue();
        assertThat(may(device, "publish", "telemetry/b", null)).isFalse();
        assertThat(may(device, "publish", "telemetry/a", null)).isTrue();
    }

    @Test
    void aDeviceMayDoNothingInAnotherWorkspaceOrForAnotherDevice() {
        DeviceSnapshot device = device();
        DeviceSnapshot other = device();
        active(device, "{\"authType\":\"token\"}");

        assertThat(wish(device.id(), "", "publish", topic(OTHER_WORKSPACE, device, "telemetry/a")))
                .isFalse();
        assertThat(wish(device.id(), "", "publish", topic(WORKSPACE, other, "telemetry/a")))
                .isFalse();
        assertThat(wish(device.id(), "", "subscribe", "#")).isFalse();
        assertThat(wish(device.id(), "", "subscribe", "$share/x/" + topic(WORKSPACE, device, "commands/#")))
                .isFalse();
        assertThat(wish("dev_of_nobody", "", "publish", topic(WORKSPACE, device, "telemetry/a")))
                .isFalse();
    }

    @Test
    void aServiceComesInWithItsPasswordAndMayDoWhatIsItsOwn() {
        assertThat(isLetIn("telemetry-0", "telemetry", "of telemetry")).isTrue();
        assertThat(isLetIn("telemetry-0", "telemetry", "guess")).isFalse();
        assertThat(isLetIn("command-0", "command", "undefined")).isFalse();
        assertThat(isLetIn(device().id(), "telemetry", "of telemetry")).isFalse();

        assertThat(wish("telemetry-0", "telemetry", "subscribe", "$share/telemetry/+/devices/+/telemetry/#"))
                .isTrue();
        assertThat(wish("telemetry-0", "telemetry", "subscribe", "+/devices/+/telemetry/#"))
                .isTrue();
        assertThat(wish("telemetry-0", "telemetry", "subscribe", "+/devices/+/responses"))
                .isFalse();
        assertThat(wish("telemetry-0", "telemetry", "publish", "ws_abc/devices/dev_1/errors"))
                .isTrue();
        assertThat(wish("telemetry-0", "telemetry", "publish", "ws_abc/devices/dev_1/commands/reboot"))
                .isFalse();
    }

    @Test
    void whatIsNoQuestionIsSaidToBeNone() {
        assertThat(ask("/mqtt/authorize", Map.of("clientid", "dev_1", "topic", "a", "action", "delete"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(ask("/mqtt/authenticate", Map.of("clientid", "dev_1", "cert_pem", "no certificate"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(isLetIn("dev_\0", "a\0b", "c")).isFalse();
        assertThat(isLetIn(Map.of("protocol", "mqtt"))).isFalse();
    }

    /** Provisioned, and known here to be active. */
    private static Response active(DeviceSnapshot device, String order) {
        Response issued = provision(device, order).statusCode(201).extract().response();
        becomes(device, "active");
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> may(device, "publish", "responses", null));
        return issued;
    }

    private static boolean isLetIn(String clientId, String username, String password) {
        return authenticate(clientId, username, password).path("result").equals("allow");
    }

    private static boolean isLetIn(Map<String, String> client) {
        return ask("/mqtt/authenticate", client).path("result").equals("allow");
    }

    private static Response authenticate(String clientId, String username, String password) {
        return ask(
                "/mqtt/authenticate",
                Map.of(
                        "clientid", clientId,
                        "username", username,
                        "password", password,
                        "peerhost", "192.0.2.7",
                        "cert_common_name", "undefined"));
    }

    private static boolean may(DeviceSnapshot device, String action, String path, String credential) {
        Map<String, String> wish = new HashMap<>(
                Map.of("clientid", device.id(), "action", action, "topic", topic(device.workspace(), device, path)));
        if (credential != null) {
            wish.put("credential", credential);
        }
        return ask("/mqtt/authorize", wish).path("result").equals("allow");
    }

    private static boolean wish(String clientId, String username, String action, String topic) {
        return ask(
                        "/mqtt/authorize",
                        Map.of(
                                "clientid",
                                clientId,
                                "username",
                                username,
                                "action",
                                action,
                                "topic",
                                topic,
                                "qos",
                                "1"))
                .path("result")
                .equals("allow");
    }

    private static String topic(String workspace, DeviceSnapshot device, String path) {
        return workspace + "/devices/" + device.id() + "/" + path;
    }

    private static Response ask(String path, Map<String, String> question) {
        return given().auth()
                .oauth2(TOKEN)
                .contentType(ContentType.JSON)
                .body(question)
                .post(path);
    }
}
