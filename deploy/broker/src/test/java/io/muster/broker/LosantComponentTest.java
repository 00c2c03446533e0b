package io.muster.broker;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3SubAckException;
import io.muster.events.ConnectivityEvent.DeviceListening;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.BROKER;
import static io.muster.broker.SharedBroker.PLATFORM;
import static io.muster.broker.TestClients.awaitOn;
import static io.muster.broker.TestClients.awaitPutOut;
import static io.muster.broker.TestClients.body;
import static io.muster.broker.TestClients.publish;
import static io.muster.broker.TestClients.subscribe;
import static io.muster.broker.TestCredentials.losant;
import static io.muster.broker.TestPlatform.newDevice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A device that speaks Losant: several keys, two topics. */
class LosantComponentTest {

    private final String device = newDevice();

    @BeforeEach
    void issueTwoKeys() throws Exception {
        PLATFORM.issue(device, losant(device, "key-1", "secret-1"), losant(device, "key-2", "secret-2"));
    }

    @Test
    void whatItReportsReachesTelemetry() throws Exception {
        Mqtt3BlockingClient telemetry = BROKER.client("telemetry-losant", "telemetry", "telemetry-password");
        telemetry.connectWith().cleanSession(false).send();
        try (var received = telemetry.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(telemetry, "$share/telemetry/losant/+/state");
            Mqtt3BlockingClient client = connected("key-1", "secret-1");

            publish(client, "losant/" + device + "/state", "{\"data\":{\"t\":1}}");

            assertThat(body(awaitOn(received, "losant/" + device + "/state"))).isEqualTo("{\"data\":{\"t\":1}}");
            client.disconnect();
        }
        telemetry.disconnect();
    }

    @Test
    void aCommandReachesItWhereItListens() throws Exception {
        Mqtt3BlockingClient command = BROKER.client("command-losant", "command", "command-password");
        command.connect();
        Mqtt3BlockingClient client = connected("key-2", "secret-2");
        try (var received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            subscribe(client, "losant/" + device + "/command");
            assertThat(PLATFORM.awaitHeard(device, DeviceListening.class)
                            .session()
                            .listening())
                    .containsExactly("losant/" + device + "/command");

            publish(command, "losant/" + device + "/command", "{\"name\":\"reboot\"}");

            assertThat(body(awaitOn(received, "losant/" + device + "/command"))).isEqualTo("{\"name\":\"reboot\"}");
        }
        client.disconnect();
        command.disconnect();
    }

    @Test
    void aKeyGoesWithItsOwnSecretOnly() {
        assertThatThrownBy(() -> connected("key-1", "secret-2")).isInstanceOf(Mqtt3ConnAckException.class);
    }

    @Test
    void topicsOfOtherDevicesAndOfOtherDialectsAreRefused() {
        Mqtt3BlockingClient client = connected("key-1", "secret-1");

        assertThatThrownBy(() -> subscribe(client, "losant/+/command")).isInstanceOf(Mqtt3SubAckException.class);
        assertThatThrownBy(() -> subscribe(client, TestPlatform.topic(device, "errors")))
                .isInstanceOf(Mqtt3SubAckException.class);
        assertThatThrownBy(() -> publish(client, "losant/dev_other/state", "{}"))
                .isInstanceOf(Exception.class);
        awaitPutOut(client);
    }

    private Mqtt3BlockingClient connected(String key, String secret) {
        Mqtt3BlockingClient client = BROKER.client(device, key, secret);
        client.connect();
        return client;
    }
}
