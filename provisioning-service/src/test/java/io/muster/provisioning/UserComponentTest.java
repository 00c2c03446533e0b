package io.muster.provisioning;

import java.util.List;
import java.util.UUID;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.muster.provisioning.TestFleet.OTHER_WORKSPACE;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static io.muster.provisioning.TestFleet.as;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class UserComponentTest {

    @Test
    void aUserIsAddedListedAndRemovedAndItsPasswordIsNeverSaid() {
        String name = name();

        add(WORKSPACE, name, "a long password", "ROLE_DEVICE_CONTROL_READ")
                .statusCode(201)
                .header("Location", endsWith("/users/" + name))
                .body("data.username", equalTo(name))
                .body("data.roles", equalTo(List.of("ROLE_DEVICE_CONTROL_READ")))
                .body(not(containsString("a long password")))
                .body(not(containsString("argon2")));

        admin(WORKSPACE).get("/users?limit=500").then().statusCode(200).body("data.username", hasItem(name));
        admin(WORKSPACE).delete("/users/{name}", name).then().statusCode(204);
        admin(WORKSPACE).get("/users/{name}", name).then().statusCode(404);
        admin(WORKSPACE).delete("/users/{name}", name).then().statusCode(404);
    }

    @Test
    void aNameThatIsTakenKeepsItsPassword() {
        String name = name();
        add(WORKSPACE, name, "a long password", "ROLE_DEVICE_CONTROL_READ").statusCode(201);

        add(WORKSPACE, name, "another password", "ROLE_DEVICE_CONTROL_ADMIN")
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:user-exists"));

        admin(WORKSPACE)
                .get("/users/{name}", name)
                .then()
                .body("data.roles", equalTo(List.of("ROLE_DEVICE_CONTROL_READ")));
    }

    @Test
    void anotherWorkspaceDoesNotSeeTheUserAndMayUseTheName() {
        String name = name();
        add(WORKSPACE, name, "a long password", "ROLE_DEVICE_CONTROL_READ").statusCode(201);

        admin(OTHER_WORKSPACE).get("/users/{name}", name).then().statusCode(404);
        admin(OTHER_WORKSPACE).delete("/users/{name}", name).then().statusCode(404);
        add(OTHER_WORKSPACE, name, "a long password", "ROLE_DEVICE_CONTROL_READ")
                .statusCode(201);
        admin(WORKSPACE).get("/users/{name}", name).then().statusCode(200);
    }

    @Test
    void onlyAnAdministratorSeesUsers() {
        as(WORKSPACE, "operator").get("/users").then().statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({
        "a/b, a long password, ROLE_DEVICE_CONTROL_READ, username",
        "device_1, a long password, ROLE_DEVICE_CONTROL_READ, username",
        "fine, short, ROLE_DEVICE_CONTROL_READ, password",
        "fine, a long password, ROLE_OF_MY_OWN, roles[0]",
        "fine, a long password, ROLE_DEVICE_BOOTSTRAP ROLE_DEVICE_CONTROL_READ, roles"
    })
    void whatIsWrongWithAUserIsNamed(String name, String password, String roles, String field) {
        add(WORKSPACE, name, password, roles).statusCode(400).body("errors.field", hasItem(field));
        admin(WORKSPACE).get("/users/fine").then().statusCode(404);
    }

    static String name() {
        return "user-" + UUID.randomUUID();
    }

    static ValidatableResponse add(String workspace, String name, String password, String roles) {
        return admin(workspace)
                .body("{\"username\":\"%s\",\"password\":\"%s\",\"roles\":[\"%s\"]}"
                        .formatted(name, password, roles.replace(" ", "\",\"")))
                .post("/users")
                .then();
    }
}
