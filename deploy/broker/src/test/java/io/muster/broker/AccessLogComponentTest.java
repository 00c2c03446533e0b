package io.muster.broker;

import java.time.Instant;
import java.util.List;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscribe;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.Mqtt3Subscription;
import com.hivemq.client.mqtt.mqtt3.message.subscribe.suback.Mqtt3SubAckReturnCode;
import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.AccessEvent.Attempt;
import io.muster.events.AccessEvent.CredentialsEnforced;
import io.muster.events.ConnectivityEvent.DeviceListening;
import io.muster.events.CredentialEvent.Credential;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.BROKER;
import static io.muster.broker.SharedBroker.PLATFORM;
import static io.muster.broker.SharedBroker.connected;
import static io.muster.broker.TestClients.publish;
import static io.muster.broker.TestClients.subscribe;
import static io.muster.broker.TestCredentials.secret;
import static io.muster.broker.TestCredentials.tokenUntil;
import static io.muster.broker.TestPlatform.newCredential;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static io.muster.broker.TestPlatform.username;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the platform hears of those who are kept out. */
class AccessLogComponentTest {

    @Test
    void aWrongPasswordIsToldAndNotRepeated() throws Exception {
        String device = newDevice();
        PLATFORM.register(device, "active");
        PLATFORM.issue(device, secret(device, "s3cret"));

        assertRefused(device, username(device), "guess");

        Attempt attempt = told(device, "wrong-password");
        assertThat(attempt.action()).isEqualTo("connect");
        assertThat(attempt.protocol()).isEqualTo("mqtt");
        assertThat(attempt.address()).isEqualTo("127.0.0.1");
        assertThat(attempt.toString()).doesNotContain("guess");
    }

    @Test
    void aDeviceWithoutCredentialsIsAnUnknownClient() {
        String device = newDevice();
        PLATFORM.register(device, "active");

        assertRefused(device, username(device), "guess");

        told(device, "unknown-client");
    }

    @Test
    void anExpiredCredentialIsToldWithItsEnd() {
        String device = newDevice();
        PLATFORM.register(device, "active");
        String credential = newCredential();
        Instant end = Instant.now().minusSeconds(60);
        PLATFORM.issue(device, tokenUntil(device, credential, end));

        assertRefused(device, username(device), PLATFORM.jwt(device, credential));

        assertThat(told(device, "credential-expired").detail())
                .contains(end.toString().substring(0, 19));
    }

    @Test
    void aTopicThatIsRefusedIsNamed() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);

        assertThatThrownBy(() -> subscribe(client, topic(device, "telemetry/#")))
                .isInstanceOf(Mqtt3SubAckException.class);
        Attempt subscribing = told(device, "topic-refused");
        assertThatThrownBy(() -> publish(client, topic(device, "commands/reboot"), "{}"))
                .isInstanceOf(Exception.class);

        assertThat(subscribing.action()).isEqualTo("subscribe");
        assertThat(subscribing.topic()).isEqualTo(topic(device, "telemetry/#"));
        PLATFORM.awaitAccess(device, AccessRefused.class, said -> topic(device, "commands/reboot")
                .equals(said.attempt().topic()));
    }

    @Test
    void aSubscriptionWithoutAWildcardIsNoPublication() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);
        String filter = topic(device, "telemetry/plain");

        assertThatThrownBy(() -> subscribe(client, filter)).isInstanceOf(Mqtt3SubAckException.class);

        Attempt attempt = told(device, "topic-refused");
        assertThat(attempt.action()).isEqualTo("subscribe");
        assertThat(attempt.topic()).isEqualTo(filter);
        assertThat(attempt.detail()).isEqualTo("The credential does not allow this topic.");
    }

    @Test
    void aSharedSubscriptionIsToldAndTheRestOfItsPacketIsGranted() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);
        String shared = "$share/x/" + topic(device, "commands/#");

        assertThatThrownBy(() -> client.subscribe(Mqtt3Subscribe.builder()
                        .addSubscription(subscription(topic(device, "commands/#")))
                        .addSubscription(subscription(shared))
                        .addSubscription(subscription(topic(device, "shadow/delta")))
                        .build()))
                .isInstanceOfSatisfying(Mqtt3SubAckException.class, refusal -> assertThat(
                                refusal.getMqttMessage().getReturnCodes())
                        .containsExactly(
                                Mqtt3SubAckReturnCode.SUCCESS_MAXIMUM_QOS_1,
                                Mqtt3SubAckReturnCode.FAILURE,
                                Mqtt3SubAckReturnCode.SUCCESS_MAXIMUM_QOS_1));

        Attempt attempt = told(device, "topic-refused");
        assertThat(attempt.topic()).isEqualTo(shared);
        assertThat(attempt.detail()).isEqualTo("A device may not share a subscription.");
        PLATFORM.awaitHeard(device, DeviceListening.class, said -> said.session()
                .listening()
                .containsAll(List.of(topic(device, "commands/#"), topic(device, "shadow/delta"))));
    }

    @Test
    void aChannelTooManyIsToldApartFromAForbiddenOne() {
        String device = newDevice();
        var client = BROKER.client5(device, username(device), PLATFORM.activeDeviceWithToken(device));
        client.connect();

        assertThatThrownBy(() -> client.publishWith()
                        .topic(topic(device, "telemetry/a/b/c/d"))
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .send())
                .isInstanceOf(Exception.class);

        assertThat(told(device, "topic-refused").detail())
                .isEqualTo("A channel is one to three levels of at most 64 letters, digits, _ . and -.");
        client.disconnect();
    }

    @Test
    void afterTheLastCredentialWasRevokedThatIsTheReason() throws Exception {
        String device = newDevice();
        PLATFORM.register(device, "active");
        PLATFORM.issue(device, secret(device, "s3cret"));
        awaitEnforced(device, PLATFORM.revokeAll(device));

        assertRefused(device, username(device), "guess");

        assertThat(told(device, "credential-revoked").detail())
                .isEqualTo("No credential of the device is valid any more.");
    }

    @Test
    void aSecretThatWasReplacedIsNoGuess() throws Exception {
        String device = newDevice();
        PLATFORM.register(device, "active");
        Credential old = secret(device, "s3cret");
        PLATFORM.issue(device, old);
        awaitEnforced(device, PLATFORM.rotate(device, secret(device, "another")));

        assertRefused(device, username(device), "s3cret");

        assertThat(told(device, "credential-revoked").detail()).contains(old.id());
    }

    @Test
    void aForeignUserNameIsToldApartFromAWrongPassword() throws Exception {
        String device = newDevice();
        PLATFORM.register(device, "active");
        PLATFORM.issue(device, secret(device, "s3cret"));

        assertRefused(device, "somebody", "s3cret");

        told(device, "wrong-username");
    }

    private static void awaitEnforced(String device, long revision) {
        PLATFORM.awaitAccess(device, CredentialsEnforced.class, said -> said.credentialsRevision() == revision);
    }

    private static Mqtt3Subscription subscription(String filter) {
        return Mqtt3Subscription.builder()
                .topicFilter(filter)
                .qos(MqttQos.AT_LEAST_ONCE)
                .build();
    }

    private static Attempt told(String device, String reason) {
        return PLATFORM.awaitAccess(device, AccessRefused.class, said -> said.attempt()
                        .reason()
                        .equals(reason))
                .attempt();
    }

    private static void assertRefused(String clientId, String username, String password) {
        assertThatThrownBy(() -> BROKER.client(clientId, username, password).connect())
                .isInstanceOf(Mqtt3ConnAckException.class);
    }
}
