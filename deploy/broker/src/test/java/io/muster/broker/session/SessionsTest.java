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
import io.muster.events.ConnectivityEvent.Session;
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

    @Test
    void aHigherSessionOnAnotherNodeEndsTheOneHere() {
        sessions.opened("c1", DEVICE, link);
        link.closed = false;

        sessions.heard(listeningOn("broker-1", numberHere() + 1));
        sessions.closed("c1", "connection-lost");

        assertThat(link.closed).isTrue();
        assertThat(last()).isInstanceOf(DeviceDisconnected.class);
    }

    @Test
    void anEqualSessionOnAnotherNodeEndsTheOneHere() {
        sessions.opened("c1", DEVICE, link);
        link.closed = false;

        sessions.heard(listeningOn("broker-1", numberHere()));

        assertThat(link.closed).isTrue();
    }

    @Test
    void aLateWordOfALowerSessionIsAnsweredWithHowItStandsHere() {
        sessions.opened("c1", DEVICE, link);
        sessions.subscribed("c1", "a");
        sessions.settled("c1");
        ConnectivityEvent before = last();
        link.closed = false;

        sessions.heard(endOf("broker-1", numberHere() - 1, before.revision() + 7));

        assertThat(link.closed).isFalse();
        assertThat(last()).isInstanceOf(DeviceListening.class);
        assertThat(last().session()).isEqualTo(before.session());
        assertThat(last().revision()).isGreaterThan(before.revision() + 7);
    }

    @Test
    void anotherNodesWordThatTheSessionHereIsOverIsContradicted() {
        sessions.opened("c1", DEVICE, link);
        link.closed = false;

        sessions.heard(endOf("broker-0", numberHere(), last().revision() + 1));

        assertThat(link.closed).isFalse();
        assertThat(last()).isInstanceOf(DeviceListening.class);
    }

    @Test
    void nothingIsAnsweredForADeviceThatIsNotHere() {
        sessions.heard(endOf("broker-1", 1, 2));

        assertThat(said).isEmpty();
    }

    @Test
    void numbersAreHigherThanThoseOfOtherNodesAlsoWhenTheirClocksAreAhead() {
        long ahead = NOON.plusSeconds(60).toEpochMilli() * 1000;
        sessions.heard(listeningOn("broker-1", ahead));

        sessions.opened("c1", DEVICE, link);

        assertThat(numberHere()).isGreaterThan(ahead);
    }

    private ConnectivityEvent last() {
        return said.get(said.size() - 1);
    }

    private long numberHere() {
        return last().session().number();
    }

    private static ConnectivityEvent listeningOn(String node, long number) {
        return new DeviceListening(number, "ws", "dev_1", session(node, number));
    }

    private static ConnectivityEvent endOf(String node, long number, long revision) {
        return new DeviceDisconnected(revision, "ws", "dev_1", session(node, number));
    }

    private static Session session(String node, long number) {
        return new Session(number, node, "mqtt", "127.0.0.1", "crd_1", NOON, null, List.of(), null);
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
