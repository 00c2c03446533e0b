package io.muster.broker.session;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import io.muster.broker.identity.Client;
import io.muster.broker.identity.Roster;
import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.DeviceListening;
import org.junit.jupiter.api.Test;

import static io.muster.broker.session.ExampleSessions.NOON;
import static org.assertj.core.api.Assertions.assertThat;

class SessionsTest {

    private static final Client.Device DEVICE = new Client.Device("ws", "dev_1", "dev_1", "crd_1");

    private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
    private final List<ConnectivityEvent> said = new ArrayList<>();
    private final Sessions sessions =
            new Sessions("broker-0", clock, new SessionNumbers(clock, 0), new Roster(clock), said::add);
    private final OpenLink link = new OpenLink();

    @Test
    void whatIsSaidOfASessionGrowsInRevision() {
        sessions.opened("c1", DEVICE, link);
        sessions.subscribed("c1", "ws/devices/dev_1/commands/#");
        sessions.settled("c1");
        sessions.closed("c1", "closed-by-device");

        assertThat(said)
                .hasExactlyElementsOfTypes(DeviceConnected.class, DeviceListening.class, DeviceDisconnected.class);
        assertThat(said).extracting(ConnectivityEvent::revision).isSorted().doesNotHaveDuplicates();
        assertThat(said)
                .extracting(event -> event.session().number())
                .containsOnly(said.get(0).session().number());
    }

    @Test
    void theSameSubscriptionsAreSaidOnce() {
        sessions.opened("c1", DEVICE, link);
        sessions.subscribed("c1", "a");
        sessions.settled("c1");
        sessions.settled("c1");

        assertThat(said).hasExactlyElementsOfTypes(DeviceConnected.class, DeviceListening.class);
    }

    @Test
    void nothingIsSaidOfASessionThatIsOver() {
        sessions.opened("c1", DEVICE, link);
        sessions.closed("c1", "connection-lost");
        sessions.subscribed("c1", "a");
        sessions.settled("c1");
        sessions.closed("c1", "connection-lost");

        assertThat(said).hasExactlyElementsOfTypes(DeviceConnected.class, DeviceDisconnected.class);
    }

    @Test
    void aDeviceThatIsUnknownByNowIsPutOut() {
        sessions.opened("c1", DEVICE, link);
        sessions.closed("c1", "connection-lost");

        assertThat(link.closed).isTrue();
        assertThat(said.get(1).session().reason()).isEqualTo("credential-revoked");
    }

    private static final class OpenLink implements Link {
        private boolean closed;

        @Override
        public String protocol() {
            return "mqtt";
        }

        @Override
        public String address() {
            return "127.0.0.1";
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
