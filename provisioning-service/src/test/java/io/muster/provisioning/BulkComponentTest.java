package io.muster.provisioning;

import java.nio.charset.Charset;
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

import static io.muster.provisioning.BulkUpload.upload;
import static io.muster.provisioning.TestFleet.WORKSPACE;
import static io.muster.provisioning.Wire.CREDENTIALS;
import static io.muster.provisioning.Wire.get;
import static io.muster.provisioning.Wire.id;
import static io.muster.provisioning.Wire.idJson;
import static io.muster.provisioning.Wire.one;
import static io.muster.provisioning.Wire.post;
import static io.muster.provisioning.Wire.put;
import static io.muster.provisioning.Wire.user;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class BulkComponentTest {

    private static final String JSON = "application/json";

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
                admin,
                ("ID;CREDENTIALS;NAME\n" + id + ";secret;Größe\n").getBytes(Charset.forName("windows-1252")),
                "Accept",
                JSON);

        assertThat(answer.json().getInt("numberOfCreated")).isEqualTo(1);
        assertThat(onboarded(id).name()).isEqualTo("Größe");
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

    private static DeviceOnboarded onboarded(String deviceId) {
        return TestTopics.await(
                Topic.DEVICE_ONBOARDING,
                DeviceOnboarded.class,
                event -> event.deviceId().equals(deviceId) && event.workspace().equals(WORKSPACE));
    }
}
