package io.muster.provisioning;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** What the kit finds wrong before a dialect is asked is told in the dialect's words all the same. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class DialectProblemComponentTest {

    private static final int LIMIT = 1 << 20;

    @ParameterizedTest
    @CsvSource({
        "/register, application/json, type, PayloadTooLarge",
        "/api/v1/device/register, application/json, error, Request entity too large",
        "/devicecontrol/newDeviceRequests, application/vnd.com.nsn.cumulocity.error+json, error,"
                + " devicecontrol/Request Entity Too Large"
    })
    void aBodyThatIsTooLargeIsRefusedInTheShapeOfTheDialect(String path, String form, String field, String said) {
        given().contentType("application/json")
                .body(" ".repeat(LIMIT + 1))
                .post(path)
                .then()
                .statusCode(413)
                .header("Content-Type", startsWith(form))
                .body(field, equalTo(said));
    }
}
