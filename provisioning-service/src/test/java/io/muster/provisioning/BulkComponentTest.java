package io.muster.provisioning;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.muster.events.DeviceOnboarded;
import io.muster.events.Topic;
import io.muster.kit.testing.TestTopics;
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
class BulkComponentTest {

    private static final String BULK = "/devicecontrol/bulkNewDeviceRequests";
    private static final String JSON = "application/json";
    private static final String MULTIPART = "multipart/form-data; boundary=myBoundary";
    private static final String HEAD =
            "--myBoundary\r\nContent-Disposition: form-data; name=\"file\"\r\nContent-Type: plain/text\r\n\r\n";

    private String admin;

    @BeforeEach
    void logIn() {
        admin = user("ROLE_DEVICE_CONTROL_ADMIN", "ROLE_DEVICE_CONTROL_READ");
    }

    @Test
    void theExampleOfTheReferenceIsTaken() {
        String file =
                """
                ID;CREDENTIALS;TYPE;NAME;ICCID;IDTYPE;PATH;SHELL
                id_101;abcd1234;type_of_device;Device 101;111111111;;csv device/subgroup0;1
                id_102;abcd1234;type_of_device;Device 102;222222222;;csv device/subgroup0;0
                id_111;abcd1234;type_of_device;Device 111;333333333;c8y_Imei;csv device1/subgroup1;0
                id_131;abcd1234;type_of_device;Device 131;;;csv device1/subgroup3;
                """;

        Answer answer = upload(admin, file, "Accept", "*/*");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Content-Type"))
                .isEqualToIgnoringCase(
                        "application/vnd.com.nsn.cumulocity.bulkNewDeviceRequest+json;charset=UTF-8;ver=0.9");
        assertThat(answer.body())
                .isEqualTo("{\"credentialUpdatedList\":[],\"failedCreationList\":[],\"numberOfAll\":4,"
                        + "\"numberOfCreated\":4,\"numberOfFailed\":0,\"numberOfSuccessful\":4}");
        DeviceOnboarded said = onboarded("id_111");
        assertThat(said.type()).isEqualTo("type_of_device");
        assertThat(said.name()).isEqualTo("Device 111");
        assertThat(said.groups()).containsExactly("csv device1/subgroup1");
        assertThat(said.metadata())
                .isEqualTo(Map.of(
                        "c8y_Mobile", Map.of("iccid", "333333333"), "externalIds", Map.of("c8y_Imei", "id_111")));
    }

    @Test
    void aSecondUploadUpdatesAndOfTwoLinesAboutOneDeviceTheSecondIsTheUpdate() {
        String id = id();

        Answer first = upload(admin, "ID,CREDENTIALS\n" + id + ",one\n" + id + ",two\n", "Accept", JSON);
        assertThat(first.json().getInt("numberOfCreated")).isEqualTo(1);
        assertThat(first.json().getInt("numberOfSuccessful")).isEqualTo(2);

        Answer second = upload(admin, "ID,CREDENTIALS\n" + id + ",three\n", "Accept", JSON);
        assertThat(second.json().getList("credentialUpdatedList"))
                .isEqualTo(List.of(Map.of("bulkNewDeviceStatus", "CREDENTIAL_UPDATED", "deviceId", id)));
        assertThat(second.json().getInt("numberOfCreated")).isZero();
        assertThat(second.json().getInt("numberOfSuccessful")).isEqualTo(1);
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

    /** Connecting is tried once: what comes with the answer is good when it comes. */
    @Test
    void aPasswordThatTakesThePlaceOfAnotherCountsWhenTheAnswerComes() {
        String id = id();
        upload(admin, "ID;CREDENTIALS\n" + id + ";first one\n", "Accept", JSON);
        String device = onboarded(id).device();
        TestConnection before =
                TestConnection.with(device, "device_" + id, "first one").connect();

        for (String password : List.of("second one", "third one", "fourth one")) {
            upload(admin, "ID;CREDENTIALS\n" + id + ";" + password + "\n", "Accept", JSON);

            TestConnection.with(device, "device_" + id, password).connect().disconnect();
        }

        before.awaitPutOut();
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
    void aFileOfNamesAndPathsAloneMakesRequests() {
        String id = id();

        Answer answer = upload(admin, "ID;PATH\n" + id + ";plant/hall 2\n", "Accept", JSON);

        assertThat(answer.json().getInt("numberOfCreated")).isEqualTo(1);
        assertThat(get(one(id), admin).json().getString("status")).isEqualTo("WAITING_FOR_CONNECTION");
    }

    @Test
    void aFileOfNamesAndPathsThatComesAgainUpdatesItsRequests() {
        String id = id();
        String bootstrap = user("ROLE_DEVICE_BOOTSTRAP");
        upload(admin, "ID;PATH\n" + id + ";plant/hall 2\n", "Accept", JSON);

        Answer again = upload(admin, "ID;PATH;NAME\n" + id + ";plant/hall 3;Pump\n", "Accept", JSON);

        assertThat(again.json().getInt("numberOfSuccessful")).isEqualTo(1);
        assertThat(again.json().getList("credentialUpdatedList"))
                .isEqualTo(List.of(Map.of("bulkNewDeviceStatus", "CREDENTIAL_UPDATED", "deviceId", id)));
        post(CREDENTIALS, bootstrap, idJson(id));
        assertThat(put(one(id), admin, "{\"status\":\"ACCEPTED\"}").status()).isEqualTo(200);
        assertThat(onboarded(id).groups()).containsExactly("plant/hall 3");
        assertThat(onboarded(id).name()).isEqualTo("Pump");
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
    void aDeviceWithCertificatesNeedsNoPassword() {
        String id = id();

        Answer answer = upload(admin, "ID\tAUTH_TYPE\tNAME\n" + id + "\tCERTIFICATES\t\"a \"\"b\"\"\"", "Accept", JSON);

        assertThat(answer.json().getInt("numberOfCreated")).isEqualTo(1);
        DeviceOnboarded said = onboarded(id);
        assertThat(said.name()).isEqualTo("a \"b\"");
        assertThat(TestTopics.about(Topic.DEVICE_CREDENTIALS, said.device())).isEmpty();
    }

    @Test
    void anAnsiFileIsReadAsOne() {
        String id = id();

        Answer answer = upload(
                admin, ("ID;CREDENTIALS;NAME\n" + id + ";secret;Größe\n").getBytes(Charset.forName("windows-1252")));

        assertThat(answer.json().getInt("numberOfCreated")).isEqualTo(1);
        assertThat(onboarded(id).name()).isEqualTo("Größe");
    }

    @Test
    void aFileWithoutIdsOrNoFileAtAllIsUnprocessable() {
        assertThat(upload(admin, "NAME;TYPE\na;b\n", "Accept", JSON).status()).isEqualTo(422);
        assertThat(upload(admin, "", "Accept", JSON).status()).isEqualTo(422);
        Answer none = send(
                "POST",
                BULK,
                admin,
                "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--b--\r\n",
                "Content-Type",
                "multipart/form-data; boundary=b",
                "Accept",
                JSON);
        assertThat(none.status()).isEqualTo(422);
        assertThat(send("POST", BULK, admin, "{}", "Content-Type", JSON, "Accept", JSON)
                        .status())
                .isEqualTo(415);
    }

    @Test
    void whoAcceptsNothingGetsNoBodyAndAReaderMayNot() {
        Answer answer = upload(admin, "ID;CREDENTIALS\n" + id() + ";secret\n");
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body()).isEmpty();
        assertThat(upload(user("ROLE_DEVICE_CONTROL_READ"), "ID;CREDENTIALS\nx;y\n")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aFileLargerThanOtherBodiesMayBeIsTaken() {
        String filler = "x".repeat(1_000);
        String file = IntStream.range(0, 1_500)
                .mapToObj(i -> "wide;" + filler + i)
                .collect(Collectors.joining("\n", "ID;PATH\n", "\n"));

        Answer answer = upload(admin, file, "Accept", JSON);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().getInt("numberOfAll")).isEqualTo(1_500);
    }

    static Answer upload(String authorization, String file, String... headers) {
        return upload(authorization, file.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static Answer upload(String authorization, byte[] file) {
        return upload(authorization, file, "Accept", JSON);
    }

    /** Half of a file, and what the reference takes for the end of one. */
    @ParameterizedTest
    @CsvSource({"'\r\n--myBoundary', 201", "'\r\n--myBoundary\r\n', 201", "'\r\n--my', 422", "'', 422"})
    void theLastBoundaryNeedsNotSaySo(String tail, int status) {
        String file = HEAD + "ID;CREDENTIALS\r\n" + id() + ";hush hush" + tail;

        Answer answer = send("POST", BULK, admin, file.getBytes(StandardCharsets.UTF_8), "Content-Type", MULTIPART);

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--myBoundary\r\ngarbage", "--myBoundary\r\nno colon\r\n\r\nx\r\n--myBoundary--\r\n"})
    void whatIsNoMultipartIsToldSo(String body) {
        Answer answer = send("POST", BULK, admin, body.getBytes(StandardCharsets.UTF_8), "Content-Type", MULTIPART);

        assertThat(answer.status()).isBetween(400, 422);
        assertThat(answer.json().getString("error")).startsWith("devicecontrol/");
    }

    /** As the reference writes it: a part without a file name, of a type that is none. */
    private static Answer upload(String authorization, byte[] file, String... headers) {
        byte[] head = HEAD.getBytes(StandardCharsets.UTF_8);
        byte[] tail = "\r\n--myBoundary--\r\n".getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + file.length + tail.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(file, 0, body, head.length, file.length);
        System.arraycopy(tail, 0, body, head.length + file.length, tail.length);
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 2, headers.length);
        all[0] = "Content-Type";
        all[1] = MULTIPART;
        return send("POST", BULK, authorization, body, all);
    }

    private static DeviceOnboarded onboarded(String deviceId) {
        return TestTopics.await(
                Topic.DEVICE_ONBOARDING,
                DeviceOnboarded.class,
                event -> event.deviceId().equals(deviceId) && event.workspace().equals(WORKSPACE));
    }
}
