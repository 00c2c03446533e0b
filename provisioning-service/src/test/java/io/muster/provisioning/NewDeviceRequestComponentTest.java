package io.muster.provisioning;

import java.util.List;
import java.util.Map;

import io.muster.events.DeviceOnboarded;
import io.muster.events.Topic;
import io.muster.kit.testing.TestTokens;
import io.muster.kit.testing.TestTopics;
import io.muster.provisioning.Wire.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.provisioning.TestFleet.OTHER_WORKSPACE;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.Wire.CREDENTIALS;
import static io.muster.provisioning.Wire.REQUESTS;
import static io.muster.provisioning.Wire.get;
import static io.muster.provisioning.Wire.id;
import static io.muster.provisioning.Wire.idJson;
import static io.muster.provisioning.Wire.one;
import static io.muster.provisioning.Wire.post;
import static io.muster.provisioning.Wire.put;
import static io.muster.provisioning.Wire.send;
import static io.muster.provisioning.Wire.url;
import static io.muster.provisioning.Wire.user;
import static io.muster.provisioning.Wire.userOf;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class NewDeviceRequestComponentTest {

    private static final String ACCEPT = "{\"status\":\"ACCEPTED\"}";

    private String admin;
    private String reader;
    private String bootstrap;

    @BeforeEach
    void logIn() {
        admin = user("ROLE_DEVICE_CONTROL_ADMIN", "ROLE_DEVICE_CONTROL_READ");
        reader = user("ROLE_DEVICE_CONTROL_READ");
        bootstrap = user("ROLE_DEVICE_BOOTSTRAP");
    }

    @Test
    void aNewRequestWaitsForItsDevice() {
        String id = id();

        Answer made = post(REQUESTS, admin, idJson(id));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo(url(one(id)));
        assertThat(made.body())
                .isEqualTo("{\"id\":\"%s\",\"self\":\"%s\",\"status\":\"WAITING_FOR_CONNECTION\"}", id, url(one(id)));
        assertThat(get(one(id), reader).body()).isEqualTo(made.body());
    }

    @Test
    void theExampleOfTheReferenceWithItsLastCommaIsUnderstood() {
        String id = id();

        assertThat(post(REQUESTS, admin, "{\n  \"id\" : \"" + id + "\",\n}").status())
                .isEqualTo(201);
    }

    @Test
    void unsetAndUnknownFieldsAreIgnored() {
        String body = "{\"id\":\"" + id() + "\",\"status\":null,\"self\":null,\"securityToken\":null,\"mood\":{}}";

        assertThat(post(REQUESTS, admin, body).status()).isEqualTo(201);
    }

    @Test
    void aRequestIsMadeOnce() {
        String id = id();
        post(REQUESTS, admin, idJson(id));

        assertThat(post(REQUESTS, admin, idJson(id)).status()).isEqualTo(422);
    }

    @Test
    void aRequestThatIsRemovedIsGoneAndTheAnswerHasNoBody() {
        String id = id();
        post(REQUESTS, admin, idJson(id));

        Answer removed = send("DELETE", one(id), admin, "");

        assertThat(removed.status()).isEqualTo(204);
        assertThat(removed.body()).isEmpty();
        assertThat(get(one(id), admin).status()).isEqualTo(404);
        assertThat(send("DELETE", one(id), admin, "").status()).isEqualTo(404);
    }

    @Test
    void aDeviceThatHasNotComeCannotBeAccepted() {
        String id = id();
        post(REQUESTS, admin, idJson(id));

        Answer refused = put(one(id), reader, ACCEPT);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(get(one(id), admin).json().getString("status")).isEqualTo("WAITING_FOR_CONNECTION");
    }

    @Test
    void aDeviceThatHasComeCanBeAcceptedAndIsAnnouncedToTheRegistry() {
        String id = id();
        post(REQUESTS, admin, idJson(id));

        Answer notYet = post(CREDENTIALS, bootstrap, idJson(id));
        assertThat(notYet.status()).isEqualTo(404);
        assertThat(notYet.json().getString("error")).isEqualTo("devicecontrol/Not Found");
        assertThat(get(one(id), admin).json().getString("status")).isEqualTo("PENDING_ACCEPTANCE");

        Answer accepted = put(one(id), reader, ACCEPT);

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.json().getString("status")).isEqualTo("ACCEPTED");
        DeviceOnboarded said =
                TestTopics.await(Topic.DEVICE_ONBOARDING, DeviceOnboarded.class, event -> event.deviceId()
                        .equals(id));
        assertThat(said.workspace()).isEqualTo(WORKSPACE);
        assertThat(said.device()).startsWith("dev_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING_ACCEPTANCE", "WAITING_FOR_CONNECTION", "BLOCKED", "HAPPY"})
    void nothingButAcceptedCanBeSet(String status) {
        String id = id();
        post(REQUESTS, admin, idJson(id));
        post(CREDENTIALS, bootstrap, idJson(id));

        assertThat(put(one(id), admin, "{\"status\":\"" + status + "\"}").status())
                .isEqualTo(422);
        assertThat(get(one(id), admin).json().getString("status")).isEqualTo("PENDING_ACCEPTANCE");
    }

    @Test
    void aDeviceThatNobodyExpectsIsToldSoInJsonWhateverItAccepts() {
        Answer refused = send("POST", CREDENTIALS, bootstrap, idJson(id()), "Content-Type", "application/json");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.header("Content-Type")).startsWith("application/vnd.com.nsn.cumulocity.error+json");
        assertThat(refused.json().getMap("")).containsOnlyKeys("error", "message", "info");
    }

    @Test
    void anotherWorkspaceHasNoPartInARequest() {
        String stranger = userOf(OTHER_WORKSPACE, "ROLE_DEVICE_CONTROL_ADMIN", "ROLE_DEVICE_CONTROL_READ");
        String strangersDevice = userOf(OTHER_WORKSPACE, "ROLE_DEVICE_BOOTSTRAP");
        String id = id();
        post(REQUESTS, admin, idJson(id));

        assertThat(get(one(id), stranger).status()).isEqualTo(404);
        assertThat(put(one(id), stranger, ACCEPT).status()).isEqualTo(404);
        assertThat(send("DELETE", one(id), stranger, "").status()).isEqualTo(404);
        assertThat(post(CREDENTIALS, strangersDevice, idJson(id)).status()).isEqualTo(404);
        assertThat(get(one(id), admin).json().getString("status")).isEqualTo("WAITING_FOR_CONNECTION");
        assertThat(post(REQUESTS, stranger, idJson(id)).status()).isEqualTo(201);
    }

    @Test
    void allThatShowNoTokenAreAcceptedAtOnce() {
        String workspace = "ws_all";
        String clerk = userOf(workspace, "ROLE_DEVICE_CONTROL_ADMIN", "ROLE_DEVICE_CONTROL_READ");
        String devices = userOf(workspace, "ROLE_DEVICE_BOOTSTRAP");
        String plain = "plain";
        String guarded = "guarded";
        for (String id : List.of(plain, guarded, "absent")) {
            post(REQUESTS, clerk, idJson(id));
        }
        post(CREDENTIALS, devices, idJson(plain));
        post(CREDENTIALS, devices, "{\"id\":\"" + guarded + "\",\"securityToken\":\"s3cret\"}");

        Answer all = send("POST", REQUESTS + "/acceptAll", clerk, "", "Accept", "*/*");

        List<Map<String, Object>> told = all.json().getList("");
        assertThat(told).hasSize(2);
        assertThat(told.get(0)).isEqualTo(Map.of("id", plain, "successful", true));
        assertThat(told.get(1)).containsEntry("id", guarded).containsEntry("successful", false);
        assertThat(told.get(1).get("error").toString()).contains("securityToken");
        assertThat(get(REQUESTS + "/limit", clerk).body()).isEqualTo("{\"isReached\":false,\"deviceCount\":1}");
    }

    @Test
    void wrongTokensBlockARequestForGood() {
        String id = id();
        post(REQUESTS, admin, idJson(id));
        post(CREDENTIALS, bootstrap, "{\"id\":\"" + id + "\",\"securityToken\":\"right\"}");

        for (int i = 0; i < 5; i++) {
            assertThat(put(one(id), admin, "{\"status\":\"ACCEPTED\",\"securityToken\":\"wrong\"}")
                            .status())
                    .isEqualTo(422);
        }

        assertThat(get(one(id), admin).json().getString("status")).isEqualTo("BLOCKED");
        assertThat(put(one(id), admin, "{\"status\":\"ACCEPTED\",\"securityToken\":\"right\"}")
                        .status())
                .isEqualTo(422);
        assertThat(post(CREDENTIALS, bootstrap, "{\"id\":\"" + id + "\",\"securityToken\":\"right\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aWorkspaceThatRequiresTokensLetsNoDeviceInWithout() {
        String workspace = "ws_strict";
        String clerk = userOf(workspace, "ROLE_DEVICE_CONTROL_ADMIN");
        String devices = userOf(workspace, "ROLE_DEVICE_BOOTSTRAP");
        String option = "/tenant/options/device-registration/security-token.policy";
        assertThat(get(option, clerk).json().getString("value")).isEqualTo("OPTIONAL");
        assertThat(put(option, clerk, "{\"value\":\"REQUIRED\"}").status()).isEqualTo(200);
        post(REQUESTS, clerk, idJson("thing"));

        assertThat(post(CREDENTIALS, devices, idJson("thing")).status()).isEqualTo(404);
        assertThat(put(one("thing"), clerk, ACCEPT).status()).isEqualTo(422);
        assertThat(post(CREDENTIALS, devices, "{\"id\":\"thing\",\"securityToken\":\"t\"}")
                        .status())
                .isEqualTo(404);
        assertThat(put(one("thing"), clerk, ACCEPT).status()).isEqualTo(422);
        assertThat(put(one("thing"), clerk, "{\"status\":\"ACCEPTED\",\"securityToken\":\"t\"}")
                        .status())
                .isEqualTo(200);
        assertThat(put(option, clerk, "{\"value\":\"MAYBE\"}").status()).isEqualTo(422);
    }

    @Test
    void aListComesInPagesAndSaysOnlyWhatThereIs() {
        String workspace = "ws_pages";
        String clerk = userOf(workspace, "ROLE_DEVICE_CONTROL_ADMIN", "ROLE_DEVICE_CONTROL_READ");
        for (int i = 1; i <= 7; i++) {
            post(REQUESTS, clerk, idJson("d" + i));
        }

        Answer first = get(REQUESTS, clerk);
        assertThat(first.json().getList("newDeviceRequests.id")).isEqualTo(List.of("d1", "d2", "d3", "d4", "d5"));
        assertThat(first.json().getMap("statistics")).isEqualTo(Map.of("currentPage", 1, "pageSize", 5));
        assertThat(first.json().getMap(""))
                .containsOnlyKeys("self", "newDeviceRequests", "statistics", "next")
                .containsEntry("next", url(REQUESTS + "?pageSize=5&currentPage=2"));

        Answer last = get(REQUESTS + "?pageSize=5&currentPage=2&withTotalPages=true&withTotalElements=true", clerk);
        assertThat(last.json().getList("newDeviceRequests.id")).isEqualTo(List.of("d6", "d7"));
        assertThat(last.json().getMap("statistics"))
                .isEqualTo(Map.of("currentPage", 2, "pageSize", 5, "totalPages", 2, "totalElements", 7));
        assertThat(last.json().getMap("")).containsOnlyKeys("self", "newDeviceRequests", "statistics", "prev");
        assertThat(last.json().getString("prev")).contains("currentPage=1");

        assertThat(get(REQUESTS + "?pageSize=5000", clerk).json().getInt("statistics.pageSize"))
                .isEqualTo(2000);
        assertThat(get(REQUESTS + "?pageSize=0", clerk).status()).isEqualTo(422);
        assertThat(get(REQUESTS + "?currentPage=many", clerk).status()).isEqualTo(422);
    }

    @Test
    void aBearerTokenOfAnOperatorDoesAsWell() {
        String id = id();

        assertThat(post(REQUESTS, "Bearer " + TestTokens.token(WORKSPACE, "operator"), idJson(id))
                        .status())
                .isEqualTo(201);
        assertThat(get(one(id), "Bearer " + TestTokens.token(WORKSPACE, "viewer"))
                        .status())
                .isEqualTo(200);
        assertThat(post(REQUESTS, "Bearer " + TestTokens.token(WORKSPACE, "viewer"), idJson(id()))
                        .status())
                .isEqualTo(403);
    }
}
