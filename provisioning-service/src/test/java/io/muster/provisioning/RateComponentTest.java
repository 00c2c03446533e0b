package io.muster.provisioning;

import java.util.Map;
import java.util.stream.IntStream;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Callers who ask too often. */
@QuarkusTest
@TestProfile(RateComponentTest.FewRequests.class)
@WithTestResource(ProvisioningServers.class)
class RateComponentTest {

    public static class FewRequests implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "muster.provisioning.rate.per-identity", "1",
                    "muster.provisioning.rate.burst-seconds", "10");
        }
    }

    @Test
    void anIdentityThatAsksTooOftenIsToldWhenToComeAgainAndOthersAreNot() {
        Response last = IntStream.range(0, 30)
                .mapToObj(i -> as("ws_abc_guessed", "guess " + i))
                .filter(answer -> answer.statusCode() == 429)
                .findFirst()
                .orElseThrow();

        assertThat(Integer.parseInt(last.header("Retry-After"))).isPositive();
        assertThat(last.<String>path("type")).isEqualTo("urn:muster:problem:too-many-requests");
        assertThat(as("ws_abc_other", "guess").statusCode()).isEqualTo(401);
    }

    private static Response as(String username, String password) {
        return given().auth().preemptive().basic(username, password).get("/.well-known/est/cacerts");
    }
}
