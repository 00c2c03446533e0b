package io.muster.broker;

import java.time.Instant;

import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.AccessEvent.Attempt;
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
