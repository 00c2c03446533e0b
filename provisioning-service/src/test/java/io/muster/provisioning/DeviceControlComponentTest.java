package io.muster.provisioning;

import io.muster.provisioning.Wire.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
import static io.muster.provisioning.Wire.user;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class DeviceControlComponentTest {

    private static final String VENDOR = "application/vnd.com.nsn.cumulocity.";
    private static final String ERROR = VENDOR + "error+json;charset=UTF-8;ver=0.9";

    private String admin;
    private String reader;
    private String bootstrap;

    @BeforeEach
    void logIn() {
        admin = user("ROLE_DEVICE_CONTROL_ADMIN", "ROLE_DEVICE_CONTROL_READ");
        reader = user("ROLE_DEVICE_CONTROL_READ");
        bootstrap = user("ROLE_DEVICE_BOOTSTRAP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;charset=UTF-8",
                VENDOR + "newDeviceRequest+json",
                VENDOR + "newdevicerequest+json;ver=0.9",
                VENDOR + "newDeviceRequest+json;charset=UTF-8;ver=0.9",
                "APPLICATION/VND.COM.NSN.CUMULOCITY.NEWDEVICEREQUEST+JSON; ver=0.9",
                "application/json, " + VENDOR + "newDeviceRequest+json"
            })
    void everyClientsMediaTypeIsUnderstood(String type) {
        Answer made = send("POST", REQUESTS, admin, idJson(id()), "Content-Type", type, "Accept", type);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body()).contains("WAITING_FOR_CONNECTION");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, application/json",
        "*/*, application/vnd.com.nsn.cumulocity.newDeviceRequest+json;charset=UTF-8;ver=0.9",
        "application/vnd.com.nsn.cumulocity.newdevicerequest+json;ver=0.9,"
                + " application/vnd.com.nsn.cumulocity.newDeviceRequest+json;charset=UTF-8;ver=0.9"
    })
    void theAnswersMediaTypeIsTheOneThatWasAskedFor(String accept, String answered) {
        String id = id();
        post(REQUESTS, admin, idJson(id));

        assertThat(send("GET", one(id), admin, "", "Accept", accept).header("Content-Type"))
                .isEqualToIgnoringCase(answered);
    }

    @Test
    void whoAcceptsNothingGetsNothingForAPostOrAPut() {
        String id = id();

        Answer made = send("POST", REQUESTS, admin, idJson(id), "Content-Type", "application/json");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body()).isEmpty();
        assertThat(made.header("Location")).endsWith(one(id));

        post(CREDENTIALS, bootstrap, idJson(id));
        Answer accepted = send("PUT", one(id), admin, "{\"status\":\"ACCEPTED\"}", "Content-Type", "application/json");
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.body()).isEmpty();
        assertThat(send("GET", one(id), admin, "").body()).contains("ACCEPTED");
    }

    @Test
    void aPostCanStandForAnotherMethod() {
        String id = id();
        post(REQUESTS, admin, idJson(id));
        post(CREDENTIALS, bootstrap, idJson(id));

        Answer accepted = send(
                "POST",
                one(id),
                admin,
                "{\"status\":\"ACCEPTED\"}",
                "X-HTTP-METHOD",
                "PUT",
                "Content-Type",
                "application/json",
                "Accept",
                "application/json");
        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.json().getString("status")).isEqualTo("ACCEPTED");

        assertThat(send("POST", one(id), admin, "", "X-HTTP-METHOD", "DELETE").status())
                .isEqualTo(204);
    }

    @Test
    void aMediaTypeThatIsNotJsonIsRefusedAndNothingIsMade() {
        String id = id();

        Answer sent = send("POST", REQUESTS, admin, idJson(id), "Content-Type", "text/plain", "Accept", "*/*");
        assertThat(sent.status()).isEqualTo(415);
        assertThat(sent.header("Content-Type")).isEqualToIgnoringCase(ERROR);

        Answer wanted =
                send("POST", REQUESTS, admin, idJson(id), "Content-Type", "application/json", "Accept", "text/html");
        assertThat(wanted.status()).isEqualTo(406);
        assertThat(wanted.json().getString("error")).isEqualTo("devicecontrol/Not Acceptable");
        assertThat(get(one(id), admin).status()).isEqualTo(404);
    }

    @Test
    void everyNoIsJsonOfOneForm() {
        Answer unknown = get(one(id()), admin);
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.header("Content-Type")).isEqualToIgnoringCase(ERROR);
        assertThat(unknown.body()).startsWith("{\"error\":\"devicecontrol/Not Found\",\"message\":\"");
        assertThat(unknown.json().getString("info")).isEqualTo("urn:muster:problem:new-device-request-not-found");

        Answer method = send("PATCH", REQUESTS, admin, "{}", "Content-Type", "application/json");
        assertThat(method.status()).isEqualTo(405);
        assertThat(method.header("Content-Type")).isEqualToIgnoringCase(ERROR);

        Answer nowhere = get("/devicecontrol/nowhere", admin);
        assertThat(nowhere.status()).isEqualTo(404);
        assertThat(nowhere.header("Content-Type")).isEqualToIgnoringCase(ERROR);
    }

    @Test
    void whoIsUnknownIsToldToLogIn() {
        String known = user("ROLE_DEVICE_CONTROL_READ");
        for (String wrong : new String[] {
            basic(WORKSPACE + "/nobody", "a password"),
            basic("nobody", "a password"),
            basic("x\u0000/y", "z"),
            known.substring(0, known.length() - 6),
            "Basic !",
            "Bearer no.to.ken"
        }) {
            Answer refused = get(REQUESTS, wrong);

            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.header("WWW-Authenticate")).startsWith("Basic");
            assertThat(refused.json().getString("error")).isEqualTo("security/Unauthorized");
        }
        assertThat(get(REQUESTS, known).status()).isEqualTo(200);
    }

    @Test
    void whoComesWithAPasswordIsNotToldOfTokensAlone() {
        Answer unknown = get(REQUESTS, basic(WORKSPACE + "/nobody", "a password"));
        assertThat(unknown.header("WWW-Authenticate")).startsWith("Basic realm=");
        assertThat(unknown.json().getString("message"))
                .isEqualTo("The login of a user (workspace/user and password) is needed, or a bearer token.");

        Answer lacking = post(REQUESTS, reader, idJson(id()));
        assertThat(lacking.status()).isEqualTo(403);
        assertThat(lacking.json().getString("message")).isEqualTo("The caller's role does not allow this.");
    }

    @Test
    void aRemovedUserIsNotLetInAnyMore() {
        String name = UserComponentTest.name();
        UserComponentTest.add(WORKSPACE, name, "a long password", "ROLE_DEVICE_CONTROL_READ");
        String login = basic(WORKSPACE + "/" + name, "a long password");
        assertThat(get(REQUESTS, login).status()).isEqualTo(200);

        TestFleet.admin(WORKSPACE).delete("/users/{name}", name).then().statusCode(204);

        assertThat(get(REQUESTS, login).status()).isEqualTo(401);
    }

    @Test
    void aPasswordIsGoodNowhereElse() {
        assertThat(get("/users", admin).status()).isEqualTo(401);
        assertThat(get("/devices/some/credentials", admin).status()).isEqualTo(401);
    }

    @Test
    void everyoneDoesOnlyWhatItsRoleAllows() {
        String id = id();
        assertThat(post(REQUESTS, reader, idJson(id)).status()).isEqualTo(403);
        assertThat(post(REQUESTS, bootstrap, idJson(id)).status()).isEqualTo(403);
        assertThat(get(REQUESTS, bootstrap).status()).isEqualTo(403);
        post(REQUESTS, admin, idJson(id));
        assertThat(send("DELETE", one(id), reader, "").status()).isEqualTo(403);
        Answer refused = post(CREDENTIALS, admin, idJson(id));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().getString("error")).isEqualTo("security/Forbidden");
        assertThat(put(one(id), bootstrap, "{\"status\":\"ACCEPTED\"}").status())
                .isEqualTo(403);
    }
}
