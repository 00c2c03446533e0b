package io.muster.provisioning;

import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import io.muster.events.DeviceSnapshot;
import io.muster.kit.Ids;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static io.muster.provisioning.TestFleet.device;
import static io.muster.provisioning.TestFleet.listed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Writes that are sent again because their answer was lost: it holds a secret that is told once. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class IdempotencyComponentTest {

    private final String key = Ids.next("key");

    @Inject
    Pool pool;

    @Test
    void aCredentialIsMadeOnceAndToldAgainAndNotKeptInClear() {
        DeviceSnapshot device = device();
        String path = "/devices/" + device.id() + "/provision";

        Response first = write(path, Map.of("authType", "token"));
        Response second = write(path, Map.of("authType", "token"));

        first.then().statusCode(201);
        assertReplay(second, first);
        assertThat(second.header("Cache-Control")).isEqualTo("no-store");
        assertThat(listed(device)).hasSize(1);
        assertThat(kept()).contains(key).doesNotContain(first.<String>path("data.password"), "password");
    }

    @Test
    void aCredentialIsRotatedOnce() {
        DeviceSnapshot device = device();
        TestFleet.provision(device, "{\"authType\":\"token\"}").statusCode(201);
        String path =
                "/devices/" + device.id() + "/credentials/" + listed(device).get(0) + "/rotate";

        Response first = write(path, Map.of());
        Response second = write(path, Map.of());

        first.then().statusCode(201);
        assertReplay(second, first);
        assertThat(listed(device)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/provisioning-tokens", "/serials/batches"})
    void whatIsShownOnceIsMadeOnceAndNotKeptInClear(String path) {
        Response first = write(path, Map.of("type", "meter"));
        Response second = write(path, Map.of("type", "meter"));

        first.then().statusCode(201);
        assertReplay(second, first);
        assertThat(kept()).contains(key).doesNotContain("meter");
    }

    @Test
    void aUserIsMadeOnceAndItsPasswordCannotBeGuessedFromWhatIsKept() {
        String name = UserComponentTest.name();
        Map<String, Object> user =
                Map.of("username", name, "password", "a long password", "roles", List.of("ROLE_DEVICE_CONTROL_READ"));

        Response first = write("/users", user);
        Response second = write("/users", user);

        first.then().statusCode(201);
        assertReplay(second, first);
        assertThat(kept()).contains(key, "hmac-sha256:");
    }

    @Test
    void aKeyIsForOneRequestOnly() {
        write("/provisioning-tokens", Map.of("type", "meter")).then().statusCode(201);

        write("/provisioning-tokens", Map.of("type", "pump"))
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:idempotency-key-reused"));
    }

    @Test
    void whoAsksAgainWhileItIsBeingDoneIsToldToComeBack() {
        write("/provisioning-tokens", Map.of("type", "meter")).then().statusCode(201);
        pool.query("update idempotency_key set status = null where key = '" + key + "'")
                .execute()
                .await()
                .indefinitely();

        write("/provisioning-tokens", Map.of("type", "meter"))
                .then()
                .statusCode(409)
                .header("Retry-After", "1")
                .body("type", equalTo("urn:muster:problem:idempotency-key-in-use"));
    }

    private Response write(String path, Map<String, Object> body) {
        return admin(WORKSPACE).header("Idempotency-Key", key).body(body).post(path);
    }

    private static void assertReplay(Response second, Response first) {
        assertThat(second.statusCode()).isEqualTo(first.statusCode());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    private String kept() {
        return pool.query("select coalesce(string_agg(cast(k as text), ' '), '') as rows from idempotency_key k"
                        + " where key = '" + key + "'")
                .execute()
                .await()
                .indefinitely()
                .iterator()
                .next()
                .getString("rows");
    }
}
