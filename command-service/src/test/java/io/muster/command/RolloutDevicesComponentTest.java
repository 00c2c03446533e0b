package io.muster.command;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DeviceSnapshot;
import io.muster.kit.Ids;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.Callers.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** What a rollout knows of its devices: their values, by which it spreads them, and their clocks. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class RolloutDevicesComponentTest {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:00");

    @Test
    void eachWaveHoldsTheSameShareOfEachValue() {
        List<String> north = Stream.generate(() -> device(Map.of("site", Map.of("name", "north"))))
                .limit(4)
                .toList();
        List<String> south = Stream.generate(() -> device(Map.of("site", Map.of("name", "south"))))
                .limit(2)
                .toList();
        String id = rollout(Map.of(
                "target",
                Map.of(
                        "deviceIds",
                        Stream.concat(north.stream(), south.stream()).toList()),
                "command",
                "update",
                "order",
                "spread(metadata.site.name)",
                "waves",
                List.of(Map.of("percent", 50))));

        awaitQueued(id, 3);

        assertThat(north.stream().filter(RolloutDevicesComponentTest::isOrdered))
                .hasSize(2);
        assertThat(south.stream().filter(RolloutDevicesComponentTest::isOrdered))
                .hasSize(1);
    }

    @Test
    void aWindowOpensForEachDeviceByItsOwnClock() {
        String here = device(Map.of("timezone", "Etc/UTC"));
        String far = device(Map.of("timezone", "Etc/GMT+12"));
        String nowhere = device(Map.of("timezone", "Mars/Olympus"));
        ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
        String id = rollout(Map.of(
                "target", Map.of("deviceIds", List.of(here, far, nowhere)),
                "command", "update",
                "waves", List.of(Map.of("percent", 100)),
                "window",
                        Map.of(
                                "start",
                                now.minusHours(2).format(HOUR),
                                "end",
                                now.plusHours(3).format(HOUR),
                                "zone",
                                "device")));

        awaitQueued(id, 2);

        assertThat(isOrdered(here)).isTrue();
        assertThat(isOrdered(nowhere)).isTrue();
        assertThat(isOrdered(far)).isFalse();
    }

    private static String device(Map<String, Object> metadata) {
        Instant now = Instant.parse("2026-01-19T12:00:00Z");
        String id = Ids.next("dev");
        TestTopics.say(new DeviceRegistered(
                1,
                new DeviceSnapshot(
                        id,
                        WORKSPACE,
                        "sn-" + id,
                        "sensor",
                        "Sensor",
                        null,
                        "active",
                        true,
                        Map.of(),
                        List.of(),
                        metadata,
                        now,
                        now)));
        return id;
    }

    private static String rollout(Map<String, Object> wanted) {
        return as("operator")
                .body(wanted)
                .post("/rollouts")
                .then()
                .statusCode(202)
                .extract()
                .path("data.id");
    }

    private static void awaitQueued(String id, int devices) {
        Awaitility.await().untilAsserted(() -> as("viewer")
                .get("/rollouts/{id}", id)
                .then()
                .body("data.waves[0].states.queued", equalTo(devices)));
    }

    private static boolean isOrdered(String device) {
        return !as("viewer")
                .get("/devices/{id}/commands", device)
                .then()
                .extract()
                .jsonPath()
                .getList("data")
                .isEmpty();
    }
}
