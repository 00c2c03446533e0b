package io.muster.provisioning;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.muster.provisioning.Wire.Answer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.muster.provisioning.BulkUpload.HEAD;
import static io.muster.provisioning.BulkUpload.MULTIPART;
import static io.muster.provisioning.BulkUpload.upload;
import static io.muster.provisioning.Wire.id;
import static io.muster.provisioning.Wire.one;
import static io.muster.provisioning.Wire.send;
import static io.muster.provisioning.Wire.user;
import static org.assertj.core.api.Assertions.assertThat;

/** Files that are not all right. */
@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class BulkFileComponentTest {

    private static final String JSON = "application/json";

    private String admin;

    @BeforeEach
    void logIn() {
        admin = user("ROLE_DEVICE_CONTROL_ADMIN", "ROLE_DEVICE_CONTROL_READ");
    }

    @Test
    void linesThatFailAreReportedWithoutTheirPasswordsAndTheOthersAreTaken() {
        String good = id();
        String file = "ID;CREDENTIALS;TENANT;AUTH_TYPE\n"
                + good + ";hush hush;;BASIC\n"
                + "a;hush hush;ws_other;\n"
                + "b;;;\n"
                + ";hush hush;;\n"
                + "c;hush hush\n"
                + "d;hush hush;;MAGIC\n"
                + "e/f;hush hush;;\n\n";

        Answer answer = upload(admin, file, "Accept", JSON);

        assertThat(answer.body()).doesNotContain("hush");
        assertThat(answer.json().getInt("numberOfAll")).isEqualTo(7);
        assertThat(answer.json().getInt("numberOfCreated")).isEqualTo(1);
        assertThat(answer.json().getInt("numberOfFailed")).isEqualTo(6);
        List<Map<String, Object>> failed = answer.json().getList("failedCreationList");
        assertThat(failed).extracting(one -> one.get("row")).containsExactly(3, 4, 5, 6, 7, 8);
        assertThat(failed.get(0))
                .containsEntry("bulkNewDeviceStatus", "FAILED")
                .containsEntry("deviceId", "a")
                .containsEntry("failureReason", "TENANT must be the caller's own")
                .containsEntry("line", "DeviceInfo{id='a', credentials='***', tenant='ws_other'}");
        assertThat(failed.get(2)).doesNotContainKey("deviceId");
        assertThat(failed.get(3))
                .containsEntry("failureReason", "The line has 2 values, the first line 4.")
                .containsEntry("line", "DeviceInfo{id='', credentials='', tenant=''}")
                .doesNotContainKey("deviceId");
    }

    @Test
    void ofALineThatDoesNotFitTheFirstOneNothingIsShown() {
        String file = "ID;CREDENTIALS\nx1,hushhush\nx2\thushhush\n\"a\"x;hushhush\n\"open;hushhush\nnext;hushhush\n";

        Answer answer = upload(admin, file, "Accept", JSON);

        assertThat(answer.body()).doesNotContain("hush").doesNotContain("next");
        assertThat(answer.json().getList("failedCreationList.row")).isEqualTo(List.of(2, 3, 4, 5));
        assertThat(answer.json().getInt("numberOfAll")).isEqualTo(4);
    }

    /** It would have credentials and be in no list. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ID;CREDENTIALS;NAME\n%s;hush hush;\"two\nlines\"",
                "ID;CREDENTIALS;TYPE\n%s;hush hush;a\007b",
                "ID;CREDENTIALS;PATH\n%s;hush hush;1/2/3/4/5/6/7/8/9/10/11",
                "ID;PATH\n%s;a\000b",
            })
    void whatTheRegistryWouldRefuseDoesNotComeIn(String file) {
        String id = id();

        Answer answer = upload(admin, file.formatted(id), "Accept", JSON);

        assertThat(answer.json().getInt("numberOfFailed")).isEqualTo(1);
        assertThat(answer.json().getString("failedCreationList[0].failureReason"))
                .doesNotContain("logged");
    }

    @Test
    void propertiesThatAreTooLargeForADeviceAreRefused() {
        Answer answer =
                upload(admin, "ID;CREDENTIALS;note\n" + id() + ";hush hush;" + "x".repeat(17_000), "Accept", JSON);

        assertThat(answer.json().getString("failedCreationList[0].failureReason"))
                .contains("metadata must not be larger than 16384 bytes");
    }

    @Test
    void everyColumnThatIsWrongIsNamed() {
        String file = "ID;CREDENTIALS;AUTH_TYPE;TENANT;PATH;NAME\n"
                + "a;;MAGIC;ws_other;;\n"
                + "b/c;hush hush;;;1/2/3/4/5/6/7/8/9/10/11;" + "n".repeat(201) + "\n"
                + "..;hush hush;;;;\n";

        Answer answer = upload(admin, file, "Accept", JSON);

        List<String> reasons = answer.json().getList("failedCreationList.failureReason");
        assertThat(reasons.get(0))
                .isEqualTo("TENANT must be the caller's own; AUTH_TYPE must be BASIC or CERTIFICATES; "
                        + "CREDENTIALS must have 1 to 128 characters");
        assertThat(reasons.get(1))
                .startsWith("ID must not contain / + or #; NAME must not be longer than 200 characters; PATH must not");
        assertThat(reasons.get(2)).isEqualTo("ID must not be . or ..");
    }

    @Test
    void aFileWithoutIdsOrNoFileAtAllIsUnprocessable() {
        assertThat(upload(admin, "NAME;TYPE\na;b\n", "Accept", JSON).status()).isEqualTo(422);
        assertThat(upload(admin, "", "Accept", JSON).status()).isEqualTo(422);
        Answer none = send(
                "POST",
                BulkUpload.PATH,
                admin,
                "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--b--\r\n",
                "Content-Type",
                "multipart/form-data; boundary=b",
                "Accept",
                JSON);
        assertThat(none.status()).isEqualTo(422);
        assertThat(send("POST", BulkUpload.PATH, admin, "{}", "Content-Type", JSON, "Accept", JSON)
                        .status())
                .isEqualTo(415);
    }

    /** Half of a file, and what the reference takes for the end of one. */
    @ParameterizedTest
    @CsvSource({"'\r\n--myBoundary', 201", "'\r\n--myBoundary\r\n', 201", "'\r\n--my', 422", "'', 422"})
    void theLastBoundaryNeedsNotSaySo(String tail, int status) {
        String file = HEAD + "ID;CREDENTIALS\r\n" + id() + ";hush hush" + tail;

        Answer answer =
                send("POST", BulkUpload.PATH, admin, file.getBytes(StandardCharsets.UTF_8), "Content-Type", MULTIPART);

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--myBoundary\r\ngarbage", "--myBoundary\r\nno colon\r\n\r\nx\r\n--myBoundary--\r\n"})
    void whatIsNoMultipartIsToldSo(String body) {
        Answer answer =
                send("POST", BulkUpload.PATH, admin, body.getBytes(StandardCharsets.UTF_8), "Content-Type", MULTIPART);

        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.json().getString("error")).startsWith("devicecontrol/");
    }
}
