package io.muster.provisioning;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import io.muster.events.CredentialEvent;
import io.muster.events.CredentialEvent.CredentialsRevoked;
import io.muster.events.CredentialEvent.CredentialsRotated;
import io.muster.events.DevicePurged;
import io.muster.events.DeviceSnapshot;
import io.muster.events.LifecycleEvent;
import io.muster.events.Topic;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.provisioning.TestFleet.admin;
import static io.muster.provisioning.TestFleet.device;
import static io.muster.provisioning.TestFleet.isDeleted;
import static io.muster.provisioning.TestFleet.listed;
import static io.muster.provisioning.TestFleet.provision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

@QuarkusTest
@WithTestResource(ProvisioningServers.class)
class CredentialLifeComponentTest {

    private static final String TOKEN = "{\"authType\":\"token\"}";
    private static final String CERTIFICATE = "{\"authType\":\"certificate\"}";

    @Test
    void aCredentialIsListedWithoutItsSecretAndItsVerifier() {
        DeviceSnapshot device = device();
        provision(device, TOKEN).statusCode(201);

        Map<String, Object> listed = admin("ws_abc")
                .get("/devices/{id}/credentials", device.id())
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("pagination.total", equalTo(1))
                .extract()
                .path("data[0]");

        assertThat(listed)
                .containsOnlyKeys(
                        "id",
                        "type",
                        "notBefore",
                        "expiresAt",
                        "topics",
                        "createdBy",
                        "createdAt",
                        "lastUsed",
                        "revokedAt")
                .containsEntry("type", "token")
                .containsEntry("lastUsed", null)
                .containsEntry("revokedAt", null)
                .containsEntry("expiresAt", null)
                .containsEntry("createdBy", "ada@ws_abc");
    }

    @Test
    void provisioningAnewReplacesWhatWasBefore() {
        DeviceSnapshot device = device();
        provision(device, TOKEN).statusCode(201);
        String first = listed(device).get(0);

        provision(device, CERTIFICATE).statusCode(201);

        CredentialEvent said = announced(device, 2);
        assertThat(said).isInstanceOf(CredentialsRotated.class);
        assertThat(ids(said)).hasSize(1).doesNotContain(first);
        assertThat(listed(device)).containsExactly(ids(said).get(0), first);
        admin("ws_abc")
                .get("/devices/{id}/credentials/{credential}", device.id(), first)
                .then()
                .statusCode(200)
                .body("data.revokedAt", notNullValue());
    }

    @Test
    void manyWhoProvisionAtOnceLeaveOneCredentialAndNoGapInTheStory() {
        DeviceSnapshot device = device();
        int many = 8;

        IntStream.range(0, many).parallel().forEach(i -> provision(device, i % 2 == 0 ? TOKEN : CERTIFICATE)
                .statusCode(201));

        CredentialEvent last = announced(device, many);
        List<LifecycleEvent> story = TestTopics.about(Topic.DEVICE_CREDENTIALS, device.id());
        assertThat(story)
                .extracting(LifecycleEvent::revision)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, many).boxed().toList());
        assertThat(ids(last)).hasSize(1).containsAnyElementsOf(listed(device));
    }

    @Test
    void aRevokedCredentialIsGoneAndEverybodyHears() {
        DeviceSnapshot device = device();
        provision(device, TOKEN).statusCode(201);
        String credential = listed(device).get(0);

        admin("ws_abc")
                .delete("/devices/{id}/credentials/{credential}", device.id(), credential)
                .then()
                .statusCode(200)
                .body("data.sessionsClosed", equalTo(0));

        assertThat(announced(device, 2)).isEqualTo(new CredentialsRevoked(2, "ws_abc", device.id(), List.of()));
        assertThat(listed(device)).containsExactly(credential);
        admin("ws_abc")
                .delete("/devices/{id}/credentials/{credential}", device.id(), credential)
                .then()
                .statusCode(404)
                .body("type", equalTo("urn:muster:problem:credential-not-found"));
    }

    @Test
    void aSuspendedDeviceIsNotProvisionedButItsCredentialsCanBeTakenBack() {
        DeviceSnapshot device = device();
        provision(device, TOKEN).statusCode(201);
        String credential = listed(device).get(0);
        TestFleet.becomes(device, "suspended");

        Awaitility.await().untilAsserted(() -> provision(device, TOKEN)
                .statusCode(409)
                .body("type", equalTo("urn:muster:problem:device-not-provisionable")));

        admin("ws_abc")
                .delete("/devices/{id}/credentials/{credential}", device.id(), credential)
                .then()
                .statusCode(200)
                .body("data.sessionsClosed", equalTo(0));
    }

    @Test
    void aDeletedDeviceLosesItsCredentials() {
        DeviceSnapshot device = device();
        provision(device, TOKEN).statusCode(201);

        isDeleted(device, false);

        assertThat(announced(device, 2)).isEqualTo(new CredentialsRevoked(2, "ws_abc", device.id(), List.of()));
        provision(device, TOKEN).statusCode(404);
    }

    @Test
    void aPurgeRemovesEveryRowOfTheDeviceAndCountsThem() {
        DeviceSnapshot device = device();
        provision(device, TOKEN).statusCode(201);

        isDeleted(device, true);

        DevicePurged receipt = TestTopics.await(
                Topic.PURGE_RECEIPTS, DevicePurged.class, said -> said.device().equals(device.id()));
        assertThat(receipt.service()).isEqualTo("provisioning");
        assertThat(receipt.removed())
                .isEqualTo(Map.of(
                        "credential",
                        1L,
                        "device_trust",
                        1L,
                        "access_attempt",
                        0L,
                        "access_count",
                        0L,
                        "enrollment_password",
                        0L));
        assertThat(announced(device, 2).credentials()).isEmpty();
    }

    @Test
    void aDeletionThatIsHeardTwiceIsSaidOnce() {
        DeviceSnapshot device = device();
        provision(device, TOKEN).statusCode(201);

        isDeleted(device, false);
        isDeleted(device, false);
        DeviceSnapshot marker = device();
        isDeleted(marker, true);

        TestTopics.await(
                Topic.PURGE_RECEIPTS, DevicePurged.class, said -> said.device().equals(marker.id()));
        assertThat(announced(device, 2).credentials()).isEmpty();
        assertThat(TestTopics.about(Topic.DEVICE_CREDENTIALS, device.id())).hasSize(2);
    }

    private static CredentialEvent announced(DeviceSnapshot device, long revision) {
        return TestTopics.await(
                Topic.DEVICE_CREDENTIALS,
                CredentialEvent.class,
                event -> event.device().equals(device.id()) && event.revision() == revision);
    }

    private static List<String> ids(CredentialEvent event) {
        return event.credentials().stream().map(CredentialEvent.Credential::id).toList();
    }
}
