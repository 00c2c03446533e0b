package io.muster.registry.connection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import io.muster.events.ConnectivityEvent;
import io.muster.events.ConnectivityEvent.DeviceConnected;
import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.DeviceListening;
import io.muster.events.ConnectivityEvent.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionTest {

    private static final Instant NOON = Instant.parse("2026-01-19T12:00:00Z");

    @Test
    void aDeviceThatNeverConnectedIsNotConnected() {
        assertThat(Connection.NONE.connected()).isFalse();
        assertThat(Connection.NONE.duration(NOON)).isZero();
    }

    @Test
    void aConnectMakesItConnected() {
        Connection connection = Connection.NONE.after(connected(7, 1, NOON));

        assertThat(connection.connected()).isTrue();
        assertThat(connection.lastConnected()).isEqualTo(NOON);
        assertThat(connection.ipAddress()).isEqualTo("203.0.113.42");
        assertThat(connection.protocol()).isEqualTo("mqtts");
        assertThat(connection.sessions()).isEqualTo(1);
        assertThat(connection.duration(NOON.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aDisconnectEndsTheSession() {
        Connection connection =
                Connection.NONE.after(connected(7, 1, NOON)).after(disconnected(7, 2, NOON, NOON.plusSeconds(60)));

        assertThat(connection.connected()).isFalse();
        assertThat(connection.lastDisconnected()).isEqualTo(NOON.plusSeconds(60));
        assertThat(connection.duration(NOON.plusSeconds(3600))).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aLateDisconnectOfAnOldSessionChangesNothing() {
        Connection connection =
                Connection.NONE.after(connected(7, 1, NOON)).after(connected(8, 3, NOON.plusSeconds(5)));

        Connection after = connection.after(disconnected(7, 4, NOON, NOON.plusSeconds(6)));

        assertThat(after).isSameAs(connection);
        assertThat(after.connected()).isTrue();
    }

    @Test
    void theHigherSessionWinsAlsoWithALowerRevision() {
        Connection connection = Connection.NONE
                .after(disconnected(7, 9, NOON, NOON.plusSeconds(1)))
                .after(connected(8, 1, NOON.plusSeconds(2)));

        assertThat(connection.connected()).isTrue();
        assertThat(connection.session()).isEqualTo(8);
        assertThat(connection.sessions()).isEqualTo(2);
        assertThat(connection.lastDisconnected()).isEqualTo(NOON.plusSeconds(1));
    }

    @Test
    void withinASessionTheHigherRevisionWins() {
        Connection ended = Connection.NONE.after(disconnected(7, 3, NOON, NOON.plusSeconds(1)));

        assertThat(ended.after(connected(7, 2, NOON))).isSameAs(ended);
        assertThat(ended.after(disconnected(7, 3, NOON, NOON.plusSeconds(1)))).isSameAs(ended);
    }

    @Test
    void listeningKeepsItConnectedInTheSameSession() {
        Connection connection = Connection.NONE
                .after(connected(7, 1, NOON))
                .after(new DeviceListening(2, "ws_a", "dev_1", session(7, NOON, null)));

        assertThat(connection.connected()).isTrue();
        assertThat(connection.sessions()).isEqualTo(1);
    }

    /** Whatever is late, lost on the way and said again, or said twice: the end is the same. */
    @RepeatedTest(200)
    void theOrderOfTheNewsDoesNotMatter(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<ConnectivityEvent> news = new ArrayList<>();
        int sessions = 1 + random.nextInt(6);
        boolean live = random.nextBoolean();
        for (int session = 1; session <= sessions; session++) {
            Instant from = NOON.plusSeconds(10L * session);
            news.add(connected(session, 3L * session, from));
            if (session < sessions || !live) {
                news.add(disconnected(session, 3L * session + 1, from, from.plusSeconds(5)));
            }
        }
        List<ConnectivityEvent> shuffled = new ArrayList<>(news);
        news.forEach(event -> shuffled.addAll(Collections.nCopies(random.nextInt(3), event)));
        Collections.shuffle(shuffled, random);

        Connection end = Connection.NONE.after(shuffled);

        assertThat(end.connected()).isEqualTo(live);
        assertThat(end.session()).isEqualTo(sessions);
        assertThat(end.lastConnected()).isEqualTo(NOON.plusSeconds(10L * sessions));
        assertThat(end.after(shuffled)).isSameAs(end);
    }

    private static ConnectivityEvent connected(long session, long revision, Instant at) {
        return new DeviceConnected(revision, "ws_a", "dev_1", session(session, at, null));
    }

    private static ConnectivityEvent disconnected(long session, long revision, Instant from, Instant until) {
        return new DeviceDisconnected(revision, "ws_a", "dev_1", session(session, from, until));
    }

    private static Session session(long number, Instant from, @Nullable Instant until) {
        return new Session(number, "broker-0", "mqtts", "203.0.113.42", "crd_1", from, until, List.of(), null);
    }
}
