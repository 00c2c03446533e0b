package io.muster.broker;

import java.time.Duration;

import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.DeviceListening;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static io.muster.broker.TestClients.subscribe;
import static io.muster.broker.TestPlatform.newDevice;
import static io.muster.broker.TestPlatform.topic;
import static io.muster.broker.TestPlatform.username;
import static org.assertj.core.api.Assertions.assertThat;

/** What a node does while another one stands still, and at last is gone: to start it once more would take the longest. */
@TestMethodOrder(OrderAnnotation.class)
class ClusterFaultComponentTest {

    private static TestPlatform platform;
    private static TestCluster<BrokerProcess> cluster;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        cluster = TestCluster.withProcess("fault", platform);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
        platform.close();
    }

    @Test
    @Order(1)
    void aDeviceIsNotSaidToListenBeforeTheOtherNodeKnowsItsSubscription() throws Exception {
        String device = newDevice();
        Mqtt3BlockingClient client =
                cluster.first().client(device, username(device), platform.activeDeviceWithToken(device));
        client.connect();
        cluster.second().freeze();

        try {
            subscribe(client, topic(device, "commands/#"));

            Awaitility.await()
                    .during(Duration.ofSeconds(1))
                    .atMost(TestRun.PATIENCE)
                    .untilAsserted(
                            () -> assertThat(platform.heardOf(device)).noneMatch(DeviceListening.class::isInstance));
        } finally {
            cluster.second().thaw();
        }

        platform.awaitHeard(device, DeviceListening.class);
        client.disconnect();
    }

    @Test
    @Order(2)
    void theSessionsOfANodeThatStaysAwayAreClosedByTheOther() throws Exception {
        String device = newDevice();
        cluster.second()
                .client(device, username(device), platform.activeDeviceWithToken(device))
                .connect();
        DeviceConnected before = platform.awaitHeard(device, DeviceConnected.class);

        cluster.second().close();

        DeviceDisconnected end = platform.awaitHeard(device, DeviceDisconnected.class);
        assertThat(end.session().reason()).isEqualTo("broker-lost");
        assertThat(end.session().number()).isEqualTo(before.session().number());
        assertThat(end.revision()).isGreaterThan(before.revision());
    }
}
