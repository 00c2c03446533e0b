package io.muster.kit;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.muster.events.ConnectivityEvent.DeviceDisconnected;
import io.muster.events.ConnectivityEvent.Session;
import io.muster.events.EventRecord;
import io.muster.kit.testing.Metrics;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@WithTestResource(
        value = RealServers.class,
        initArgs = {
            @ResourceArg(name = "service", value = "registry"),
            @ResourceArg(name = "servers", value = "postgres,kafka")
        })
class MetricsComponentTest {

    private static final String SAID = "muster_outbox_published_events_total{event=\"io.muster.shadow.%s.v1\"}";
    private static final String HEARD = "muster_inbox_%2$s{topic=\"%1$s\"}";

    @TestHTTPResource(value = "metrics", management = true)
    URI page;

    private Metrics metrics;

    @BeforeEach
    void read() {
        metrics = new Metrics(page);
    }

    @Test
    void whatWaitsForKafkaIsCountedAndItsAgeIsKnown() throws SQLException {
        try (Connection relay = RealServers.connect();
                Statement statement = relay.createStatement()) {
            // Who holds this is the relay.
            statement.execute("select pg_advisory_lock(" + 0x6d757374_6f757462L + ")");
            write();

            await().untilAsserted(() ->
                    assertThat(metrics.value("muster_outbox_waiting_events")).isEqualTo(1));
            await().untilAsserted(() ->
                    assertThat(metrics.value("muster_outbox_oldest_seconds")).isBetween(1.0, 20.0));
        }
        await().untilAsserted(() ->
                assertThat(metrics.value("muster_outbox_waiting_events")).isZero());
        assertThat(metrics.value("muster_outbox_oldest_seconds")).isZero();
    }

    @Test
    void whatKafkaHasIsCountedByWhatItSays() {
        double before = metrics.value(SAID.formatted("desired-changed"));

        write();

        await().untilAsserted(() ->
                assertThat(metrics.value(SAID.formatted("desired-changed"))).isEqualTo(before + 1));
        assertThat(metrics.value(SAID.formatted("converged"))).isZero();
        assertThat(metrics.value("muster_outbox_failures_total")).isZero();
    }

    @Test
    void whatIsHeardIsTimed() {
        Instant now = Instant.now();
        Session gone = new Session(1, "broker", "mqtt", "10.0.0.1", "crd_1", now, now, List.of(), "connection-lost");
        double before = metrics.value(HEARD.formatted("device-connectivity", "delay_seconds_count"));

        TestTopics.say(new DeviceDisconnected(2, KitUnderTest.WORKSPACE, Ids.next("dev"), gone));

        await().untilAsserted(
                        () -> assertThat(metrics.value(HEARD.formatted("device-connectivity", "delay_seconds_count")))
                                .isEqualTo(before + 1));
    }

    @Test
    void whatNobodyCanReadIsCounted() {
        double unreadable = metrics.value(HEARD.formatted("device-lifecycle", "unreadable_events_total"));

        TestTopics.publish(
                "device-lifecycle",
                Ids.next("dev"),
                Map.of(EventRecord.TYPE, "io.muster.device.registered.v1"),
                "not JSON");

        await().untilAsserted(
                        () -> assertThat(metrics.value(HEARD.formatted("device-lifecycle", "unreadable_events_total")))
                                .isEqualTo(unreadable + 1));
    }

    @Test
    void everyTopicIsThereBeforeItsFirstEvent() {
        Stream.of("device-lifecycle", "device-connectivity")
                .forEach(topic -> metrics.has(
                        "muster_inbox_delay_seconds_count{topic=\"%s\"}".formatted(topic),
                        "muster_inbox_retries_total{topic=\"%s\"}".formatted(topic),
                        "muster_inbox_unreadable_events_total{topic=\"%s\"}".formatted(topic)));
    }

    private static void write() {
        KitUnderTest.as("operator")
                .body(Map.of("device", Ids.next("dev"), "text", "hello"))
                .post("/notes")
                .then()
                .statusCode(200);
    }
}
