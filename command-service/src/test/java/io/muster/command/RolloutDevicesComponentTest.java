package io.muster.command;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.muster.events.DeviceEvent.DeviceRegistered;
import io.muster.events.DevicePurged;
import io.muster.events.DeviceSnapshot;
import io.muster.events.Topic;
import io.muster.kit.testing.RealServers;
import io.muster.kit.testing.TestDevice;
import io.muster.kit.testing.TestTopics;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.muster.command.Callers.WORKSPACE;
import static io.muster.command.RolloutsUnderTest.act;
import static io.muster.command.RolloutsUnderTest.await;
import static io.muster.command.RolloutsUnderTest.commands;
import static io.muster.command.RolloutsUnderTest.listed;
import static io.muster.command.RolloutsUnderTest.rollout;
import static io.muster.command.RolloutsUnderTest.show;
import static io.muster.command.RolloutsUnderTest.tomorrow;
import static org.assertj.core.api.Assertions.assertThat;

/** What a rollout knows of its devices: their values, by which it spreads them, and their clocks. */
@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "service", value = "command"))
class RolloutDevicesComponentTest {

    private static final DateTimeFormatter HOUR = DateTimeFormatter.ofPattern("HH:00");

    @Test
    void aWaveIsNotQuickerThanItsRate() {
        try (TestDevice first = TestDevice.registered(WORKSPACE);
                TestDevice second = TestDevice.registered(WORKSPACE)) {
            isThere(first, 0);
            isThere(second, 0);
            String id = rollout(Map.of("target", listed(first, second), "rate", Map.of("basePerMinute", 0.1)));

            await(id, "data.waves[0].states.queued", 1);

            // What is ordered by itself passes by, and would come behind what had been given out.
            isThere(first, first.messages().size());
            isThere(second, second.messages().size());
            assertThat(show(id).getInt("data.waves[0].states.queued")).isEqualTo(1);
        }
    }

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
                "order",
                "spread(metadata.site.name)",
                "waves",
                List.of(Map.of("percent", 50))));

        await(id, "data.waves[0].states.queued", 3);

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
                "waves", List.of(Map.of("percent", 100)),
                "window",
                        Map.of(
                                "start",
                                now.minusHours(2).format(HOUR),
                                "end",
                                now.plusHours(3).format(HOUR),
                                "zone",
                                "device")));

        await(id, "data.waves[0].states.queued", 2);

        assertThat(isOrdered(here)).isTrue();
        assertThat(isOrdered(nowhere)).isTrue();
        assertThat(isOrdered(far)).isFalse();
    }

    @Test
    void aPurgeForgetsThatADeviceWasToGetIt() {
        TestDevice device = TestDevice.registered(WORKSPACE);
        String id = rollout(Map.of("target", listed(device), "startAt", tomorrow()));

        device.isDeleted(true);

        DevicePurged receipt = TestTopics.await(Topic.PURGE_RECEIPTS, DevicePurged.class, purged -> purged.device()
                .equals(device.id()));
        assertThat(receipt.removed()).containsEntry("rollout_member", 1L).containsEntry("fleet_device", 1L);
        act(id, "cancel").then().statusCode(200);
    }

    private static String device(Map<String, Object> metadata) {
        DeviceSnapshot device = Snapshots.sensor(WORKSPACE, Map.of(), List.of(), metadata);
        TestTopics.say(new DeviceRegistered(1, device));
        return device.id();
    }

    private static boolean isOrdered(String device) {
        return !commands(device).isEmpty();
    }

    /** And the service knows it: a command to it comes. */
    private static void isThere(TestDevice device, int messages) {
        if (!device.client().getState().isConnected()) {
            device.connect().subscribe("commands/#");
        }
        Callers.reboot(device.id());
        device.awaitMessage(messages);
    }
}
