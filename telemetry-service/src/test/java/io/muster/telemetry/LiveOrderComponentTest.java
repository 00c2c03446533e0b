package io.muster.telemetry;

import java.net.URI;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

import io.muster.kit.testing.LiveListener;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.muster.telemetry.StoredRows.count;
import static io.muster.telemetry.StoredRows.eventually;
import static org.assertj.core.api.Assertions.assertThat;

/** Readings become visible in the order of commits, not of arrival; a listener hears each of them all the same. */
@QuarkusTest
@TestProfile(LiveOrderComponentTest.SmallLooks.class)
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "telemetry"))
class LiveOrderComponentTest {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** More than is read in one go. */
    private static final int MANY = 35;

    public static class SmallLooks implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("muster.live.batch-size", "10", "muster.live.patience", PATIENCE.toString());
        }
    }

    @TestHTTPResource("/")
    URI root;

    private TestDevice device;

    @BeforeEach
    void connect() {
        device = TestDevice.registered(Api.WORKSPACE).connect();
    }

    @AfterEach
    void disconnect() {
        device.close();
    }

    @Test
    void aReadingThatCommitsAfterManyThatCameLaterIsHeard() throws Exception {
        device.publish("telemetry/a", "{\"n\":-1}");
        eventually().until(() -> count("telemetry", device.id()) == 1);
        try (LiveListener listener = listen(null);
                Connection other = StoredRows.transaction()) {
            eventually().until(() -> {
                device.publish("telemetry/probe", "{\"n\":-2}");
                return listener.hears("probe");
            });
            store(other, Instant.now());
            for (int n = 0; n < MANY; n++) {
                device.publish("telemetry/a", "{\"n\":" + n + "}");
            }
            eventually().until(() -> listener.hears("\"n\":" + (MANY - 1) + "}"));

            other.commit();

            eventually().until(() -> listener.hears("\"late\""));
        }
    }

    @Test
    void aReadingThatIsStoredLongAfterItCameIsHeard() throws Exception {
        try (LiveListener listener = listen(null)) {
            try (Connection locked = StoredRows.lock("latest")) {
                device.publish("telemetry/a", "{\"n\":1}");
                Awaitility.await()
                        .during(PATIENCE.multipliedBy(3))
                        .atMost(PATIENCE.multipliedBy(10))
                        .until(() -> listener.data().isEmpty());
                locked.rollback();
            }

            eventually().until(() -> listener.hears("\"n\":1}"));
        }
    }

    @Test
    void readingsOfOneMessageThatDifferInTheirTimesAloneAreEachHeard() throws Exception {
        try (LiveListener listener = listen(null)) {
            long now = System.currentTimeMillis();
            device.publish(
                    "telemetry/a", "[{\"n\":1,\"timestamp\":" + (now - 1) + "},{\"n\":1,\"timestamp\":" + now + "}]");

            eventually().until(() -> listener.data().size() == 2);
            assertThat(listener.lines("id:")).doesNotHaveDuplicates();
        }
    }

    @Test
    void aListenerWhoseLastEventBearsATimeAheadOfTheClockHearsWhatItMissed() throws Exception {
        String last = heardLast();
        device.publish("telemetry/a", "{\"n\":2}");
        eventually().until(() -> count("telemetry", device.id()) == 2);
        long ahead = (System.currentTimeMillis() + 60_000) * 1000;

        try (LiveListener again = listen(ahead + last.substring(last.indexOf('-')))) {
            eventually().until(() -> again.hears("\"n\":2}"));
            assertThat(again.lines("event:")).doesNotContain("skipped");
        }
    }

    @Test
    void aListenerThatStayedAwayForTooLongIsToldThatItMissedSomething() throws Exception {
        long anHourAgo = (System.currentTimeMillis() - 3_600_000) * 1000;

        try (LiveListener again = listen(anHourAgo + "-0")) {
            eventually().until(() -> again.lines("event:").contains("skipped"));
        }
    }

    private String heardLast() throws Exception {
        try (LiveListener first = listen(null)) {
            device.publish("telemetry/a", "{\"n\":1}");
            eventually().until(() -> first.data().size() == 1);
            return first.lines("id:").get(0);
        }
    }

    private LiveListener listen(@Nullable String lastEventId) throws Exception {
        URI stream = root.resolve("devices/" + device.id() + "/telemetry/stream");
        return LiveListener.open(stream, Api.WORKSPACE, lastEventId);
    }

    /** As another replica would, which does not commit yet. */
    private void store(Connection other, Instant now) throws Exception {
        StoredRows.execute(
                other,
                "insert into telemetry (workspace, device, channel, ts, received_at, value, fingerprint)"
                        + " values (?, ?, 'late', ?, ?, '{\"late\":1}', 0)",
                Api.WORKSPACE,
                device.id(),
                now.atOffset(ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC));
    }
}
