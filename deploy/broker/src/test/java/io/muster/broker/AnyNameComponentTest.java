package io.muster.broker;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt3.message.connect.connack.Mqtt3ConnAckReturnCode;
import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.BROKER;
import static io.muster.broker.SharedBroker.PLATFORM;
import static io.muster.broker.TestClients.publish;
import static io.muster.broker.TestCredentials.account;
import static io.muster.broker.TestPlatform.WORKSPACE;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Devices that log in as {@code workspace/username}, as Cumulocity's do: they call themselves anything. */
class AnyNameComponentTest {

    private final String device = newDevice();
    private final String username = "device_" + device.substring(4);

    @Test
    void itIsKnownByItsIdWhateverItCallsItself() throws Exception {
        PLATFORM.issue(device, account(device, username, "s3cret"));
        Mqtt3BlockingClient client = connecting("s3cret");

        client.connect();

        PLATFORM.awaitHeard(device, DeviceConnected.class);
        publish(client, topic(device, "status"), "online");
        client.disconnect();
    }

    @Test
    void itsFirstConnectWaitsForTheNewsOfItsAccount() throws Exception {
        var first = connecting("s3cret").toAsync().connect();
        PLATFORM.issue(device, account(device, username, "s3cret"));

        assertThat(first.get(TestRun.PATIENCE.toSeconds(), TimeUnit.SECONDS).getReturnCode())
                .isEqualTo(Mqtt3ConnAckReturnCode.SUCCESS);
        PLATFORM.awaitHeard(device, DeviceConnected.class);
    }

    @Test
    void whoIsRefusedUnderItsNameIsToldOf() throws Exception {
        PLATFORM.issue(device, account(device, username, "s3cret"));

        assertThatThrownBy(() -> connecting("guess").connect()).isInstanceOf(Mqtt3ConnAckException.class);

        AccessRefused told = PLATFORM.awaitAccess(device, AccessRefused.class, said -> true);
        assertThat(told.attempt().reason()).isEqualTo("wrong-password");
    }

    @Test
    void whoForgetsTheWorkspaceOrSaysAnotherIsToldOf() throws Exception {
        PLATFORM.issue(device, account(device, username, "s3cret"));
        connecting("s3cret").connect();

        assertThatThrownBy(
                        () -> BROKER.client("my-own-name", username, "s3cret").connect())
                .isInstanceOf(Mqtt3ConnAckException.class);
        assertThatThrownBy(() -> BROKER.client("my-own-name", "ws_another/" + username, "s3cret")
                        .connect())
                .isInstanceOf(Mqtt3ConnAckException.class);

        AccessRefused forgotten = PLATFORM.awaitAccess(device, AccessRefused.class, told("client-id-mismatch"));
        assertThat(forgotten.attempt().detail()).contains(device).contains("my-own-name");
        PLATFORM.awaitAccess(device, AccessRefused.class, told("wrong-workspace"));
    }

    private static Predicate<AccessRefused> told(String reason) {
        return said -> said.attempt().reason().equals(reason);
    }

    private Mqtt3BlockingClient connecting(String password) {
        return BROKER.client("my-own-name", WORKSPACE + "/" + username, password);
    }
}
