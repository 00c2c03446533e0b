package io.muster.broker.session;

import java.time.Duration;

import io.muster.events.ConnectivityEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.muster.broker.session.ExampleSessions.connected;
import static org.assertj.core.api.Assertions.assertThat;

@Timeout(20)
class AnnouncementsTest {

    private final Announcements announcements = new Announcements(2);

    @Test
    void areSaidInOrder() throws InterruptedException {
        announcements.add(connected("a", 1));
        announcements.add(connected("b", 2));

        assertThat(announcements.take().device()).isEqualTo("a");
        assertThat(announcements.take().device()).isEqualTo("b");
    }

    @Test
    void keepTheNewestFewOfEachDevice() throws InterruptedException {
        for (int revision = 1; revision <= 5; revision++) {
            announcements.add(connected("a", revision));
        }

        assertThat(takeAndSay().revision()).isEqualTo(4);
        assertThat(takeAndSay().revision()).isEqualTo(5);
        announcements.awaitEmpty(Duration.ofSeconds(1));
    }

    @Test
    void holdBackTheNextOfADeviceUntilTheLastIsSaid() throws InterruptedException {
        announcements.add(connected("a", 1));
        ConnectivityEvent first = announcements.take();
        announcements.add(connected("a", 2));
        announcements.add(connected("b", 3));

        assertThat(announcements.take().device()).isEqualTo("b");
        announcements.said(first);
        assertThat(announcements.take().revision()).isEqualTo(2);
    }

    @Test
    void repeatAFailedOneBeforeItsSuccessor() throws InterruptedException {
        announcements.add(connected("a", 1));
        ConnectivityEvent first = announcements.take();
        announcements.add(connected("a", 2));

        announcements.failed(first);

        assertThat(takeAndSay().revision()).isEqualTo(1);
        assertThat(takeAndSay().revision()).isEqualTo(2);
    }

    @Test
    void forgetAFailedOneThatNewerOnesReplace() throws InterruptedException {
        announcements.add(connected("a", 1));
        ConnectivityEvent first = announcements.take();
        announcements.add(connected("a", 2));
        announcements.add(connected("a", 3));

        announcements.failed(first);

        assertThat(takeAndSay().revision()).isEqualTo(2);
        assertThat(takeAndSay().revision()).isEqualTo(3);
    }

    private ConnectivityEvent takeAndSay() throws InterruptedException {
        ConnectivityEvent event = announcements.take();
        announcements.said(event);
        return event;
    }
}
