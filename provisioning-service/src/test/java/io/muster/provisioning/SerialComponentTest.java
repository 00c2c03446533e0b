package io.muster.provisioning;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.muster.kit.Ids;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.provisioning.TestFleet.OTHER_WORKSPACE;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.TestFleet.admin;
import static org.hamcrest.Matchers.equalTo;

/** Serials that may register a device, as people enrol them: one by one, many at once, as a table. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class SerialComponentTest {

    private final String serial = "sn-" + Ids.next("x").substring(2);

    @Test
    void manySerialsAreEnrolledAtOnceAndEachIsReported() {
        admin(OTHER_WORKSPACE)
                .body(Map.of("serial", serial))
                .post("/serials")
                .then()
                .statusCode(201);

        admin(WORKSPACE)
                .body(
                        "{\"type\":\"meter\",\"serials\":[{\"serial\":\"%1$s-a\"},{\"serial\":\"%1$s-b\",\"policy\":\"never\"},{\"serial\":\"%1$s-a\"},{\"serial\":\"%1$s\"},{}]}"
                                .formatted(serial))
                .post("/serials")
                .then()
                .statusCode(200)
                .body("data.enrolled", equalTo(1))
                .body("data.failed", equalTo(4))
                .body("data.results.status", equalTo(List.of("enrolled", "failed", "failed", "failed", "failed")))
                .body("data.results[1].errors[0].field", equalTo("policy"))
                .body("data.results[2].errors[0].message", equalTo("stands in the request twice"));
    }

    @Test
    void serialsComeAsCsv() {
        admin(WORKSPACE)
                .contentType("text/csv")
                .body(
                        "serial,type,group,expiresAt,policy\r\n\"%1$s,1\",meter,plant,2099-01-01T00:00:00Z,refuse\r\n%1$s,,,,\r\n\r\n"
                                .formatted(serial))
                .post("/serials")
                .then()
                .statusCode(200)
                .body("data.enrolled", equalTo(2));

        admin(WORKSPACE)
                .get("/serials/{serial}", serial + ",1")
                .then()
                .statusCode(200)
                .body("data.type", equalTo("meter"))
                .body("data.group", equalTo("plant"))
                .body("data.policy", equalTo("refuse"))
                .body("data.expiresAt", equalTo("2099-01-01T00:00:00.000Z"));
        admin(WORKSPACE)
                .contentType("text/csv")
                .body("name\nx\n")
                .post("/serials")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t"})
    void aTableOfSerialsIsSeparatedAsTheSpreadsheetLikesIt(String separator) {
        admin(WORKSPACE)
                .contentType("text/csv")
                .body(String.join(separator, "serial", "type") + "\n" + String.join(separator, serial + ",1", "meter"))
                .post("/serials")
                .then()
                .statusCode(200)
                .body("data.enrolled", equalTo(1));

        admin(WORKSPACE)
                .get("/serials/{serial}", serial + ",1")
                .then()
                .statusCode(200)
                .body("data.type", equalTo("meter"));
    }

    /** Two names that differ in one letter alone must not become one. */
    @ParameterizedTest
    @CsvSource({"text/csv, windows-1252", "text/csv; charset=iso-8859-1, iso-8859-1", "text/csv; charset=UTF-16, UTF-16"
    })
    void serialsKeepTheirLettersHoweverTheTableIsWritten(String type, String charset) {
        for (String name : List.of("Ä" + serial, "Ö" + serial)) {
            admin(WORKSPACE)
                    .contentType(type)
                    .body(("SERIAL;Type\n" + name + ";meter\n").getBytes(Charset.forName(charset)))
                    .post("/serials")
                    .then()
                    .statusCode(200)
                    .body("data.enrolled", equalTo(1));

            admin(WORKSPACE).get("/serials/{serial}", name).then().body("data.type", equalTo("meter"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/csv | serial,serial | names a column twice in its first line",
                "text/csv; charset=utf-8 | s\u00e4rial | is not CSV",
                "text/csv; charset=nonsense | serial | names a charset that is not known here"
            })
    void aTableThatCannotBeReadIsRefusedWithItsReason(String type, String header, String why) {
        admin(WORKSPACE)
                .contentType(type)
                .body((header + "\nx,y\n").getBytes(StandardCharsets.ISO_8859_1))
                .post("/serials")
                .then()
                .statusCode(400)
                .body("errors[0].message", equalTo(why));
    }
}
