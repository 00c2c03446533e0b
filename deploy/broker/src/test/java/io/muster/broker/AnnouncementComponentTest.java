package io.muster.broker;

import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.DeviceListening;
import org.junit.jupiter.api.Test;

import static io.muster.broker.SharedBroker.BROKER;
import static io.muster.broker.SharedBroker.PLATFORM;
import static io.muster.broker.SharedBroker.connected;
import static io.muster.broker.SharedBroker.withToken;
import static io.muster.broker.TestClients.subscribe;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static io.muster.broker.TestPlatform.username;
import static org.assertj.core.api.Assertions.assertThat;

/** What the platform is told about connections. */
class AnnouncementComponentTest {

    @Test
    void aDeviceWithATokenComesInAndIsAnnounced() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);

        DeviceConnected event = PLATFORM.awaitHeard(device, DeviceConnected.class);

        assertThat(event.workspace()).isEqualTo(TestPlatform.WORKSPACE);
        assertThat(event.session().protocol()).isEqualTo("mqtt");
        assertThat(event.session().address()).isEqualTo("127.0.0.1");
        assertThat(event.session().broker()).isEqualTo(SharedBroker.NAME);
        client.disconnect();
        DeviceDisconnected end = PLATFORM.awaitHeard(device, DeviceDisconnected.class);
        assertThat(end.session().number()).isEqualTo(event.session().number());
        assertThat(end.session().reason()).isEqualTo("closed-by-device");
        assertThat(end.revision()).isGreaterThan(event.revision());
    }

    @Test
    void listeningIsAnnouncedAfterTheSubscriptionAndWhenItEnds() {
        String device = newDevice();
        Mqtt3BlockingClient client = connected(device);
        String filter = topic(device, "commands/#");

        subscribe(client, filter);

        DeviceListening event = PLATFORM.awaitHeard(device, DeviceListening.class);
        assertThat(event.session().listening()).containsExactly(filter);
        client.unsubscribeWith().topicFilter(filter).send();
        PLATFORM.awaitHeard(device, DeviceListening.class, said -> said.session()
                .listening()
                .isEmpty());
        client.disconnect();
    }

    @Test
    void aResumedSessionListensWithoutSubscribing() {
        String device = newDevice();
        Mqtt3BlockingClient client = withToken(device);
        client.connectWith().cleanSession(false).send();
        subscribe(client, topic(device, "commands/#"));
        DeviceListening first = PLATFORM.awaitHeard(device, DeviceListening.class);
        client.disconnect();

        client.connectWith().cleanSession(false).send();

        DeviceListening event = PLATFORM.awaitHeard(
                device,
                DeviceListening.class,
                said -> said.session().number() > first.session().number());
        assertThat(event.session().listening()).containsExactly(topic(device, "commands/#"));
        client.disconnect();
    }

    @Test
    void aSessionThatIsTakenOverEndsBeforeTheNewOneBegins() {
        String device = newDevice();
        String password = PLATFORM.activeDeviceWithToken(device);
        BROKER.client(device, username(device), password).connect();
        DeviceConnected first = PLATFORM.awaitHeard(device, DeviceConnected.class);

        Mqtt3BlockingClient second = BROKER.client(device, username(device), password);
        second.connect();

        DeviceDisconnected end = PLATFORM.awaitHeard(device, DeviceDisconnected.class);
        assertThat(end.session().number()).isEqualTo(first.session().number());
        assertThat(end.session().reason()).isEqualTo("taken-over");
        DeviceConnected next = PLATFORM.awaitHeard(
                device,
                DeviceConnected.class,
                said -> said.session().number() > end.session().number());
        assertThat(next.revision()).isGreaterThan(end.revision());
        second.disconnect();
    }
}
