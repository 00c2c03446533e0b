package io.muster.provisioning;

import java.net.http.HttpResponse;
import java.util.List;

import io.muster.kit.Ids;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.Esp32Door.made;
import static io.muster.provisioning.Esp32Door.register;
import static io.muster.provisioning.TestFleet.OTHER_WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

/** The tokens with which devices come in, and those that they get for them. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class Esp32TokenComponentTest {

    private static final String REFRESH = "/api/v1/device/token/refresh";

    private final String workspace = Ids.next("ws");
    private final String deviceId = "BCGMCU_" + Ids.next("x").substring(2);

    @Test
    void aTokenIsRefreshedWithTheTokenAndWithNothingElse() throws Exception {
        String first = JsonPath.from(register(token(), deviceId).body()).getString("device_token");

        HttpResponse<String> answer = TestWire.post(REFRESH, "", "Authorization", "Bearer " + first);

        assertThat(answer.statusCode()).isEqualTo(200);
        String second = JsonPath.from(answer.body()).getString("device_token");
        assertThat(answer.body()).isEqualTo("{\"device_token\":\"" + second + "\",\"expires_in\":86400}");
        assertThat(second).isNotEqualTo(first).hasSizeLessThanOrEqualTo(240);
        assertThat(TestWire.post(REFRESH, "", "Authorization", "Bearer " + second)
                        .statusCode())
                .isEqualTo(200);
        HttpResponse<String> refused = TestWire.post(REFRESH, "", "Authorization", "Bearer " + first + "x");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body())
                .isEqualTo("{\"error\":\"Invalid device token\",\"details\":\"Token expired or not recognized\"}");
    }

    /** Devices whose answers get lost ask again and again. */
    @Test
    void aTokenCanBeRefreshedAnyNumberOfTimesAndTheOldestOthersEnd() throws Exception {
        String first = JsonPath.from(register(token(), deviceId).body()).getString("device_token");
        String second = JsonPath.from(refreshed(first, 200).body()).getString("device_token");
        for (int again = 0; again < 15; again++) {
            refreshed(first, 200);
        }

        refreshed(first, 200);
        refreshed(second, 401);
        assertThat(TestFleet.admin(workspace)
                        .get("/devices/{id}/credentials", deviceId)
                        .then()
                        .extract()
                        .<List<String>>path("data.findAll { it.revokedAt == null }.id"))
                .hasSize(10);
    }

    private static HttpResponse<String> refreshed(String token, int status) throws Exception {
        HttpResponse<String> answer = TestWire.post(REFRESH, "", "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).isEqualTo(status);
        return answer;
    }

    @Test
    void tokensAreShownOnceAndBelongToTheirWorkspace() {
        JsonPath made = made(workspace, "{\"count\":3,\"expiresIn\":60}");
        String id = made.getString("data[0].id");

        assertThat(made.getList("data.token")).hasSize(3).doesNotHaveDuplicates();
        admin(workspace)
                .get("/provisioning-tokens")
                .then()
                .statusCode(200)
                .body("pagination.total", equalTo(3))
                .body("data[0].state", equalTo("open"))
                .body("data[0].token", nullValue());
        admin(OTHER_WORKSPACE).get("/provisioning-tokens/" + id).then().statusCode(404);
        admin(OTHER_WORKSPACE).delete("/provisioning-tokens/" + id).then().statusCode(404);
        admin(workspace).delete("/provisioning-tokens/" + id).then().statusCode(204);
        admin(workspace)
                .body("{\"count\":0,\"expiresIn\":-1}")
                .post("/provisioning-tokens")
                .then()
                .statusCode(400)
                .body("errors.field", equalTo(List.of("count", "expiresIn")));
        admin(workspace)
                .body("{\"defaultConfiguration\":{\"streaming_rate\":11}}")
                .put("/provisioning-tokens/settings")
                .then()
                .statusCode(400);
    }

    private String token() {
        return made(workspace, "{}").getString("data[0].token");
    }
}
