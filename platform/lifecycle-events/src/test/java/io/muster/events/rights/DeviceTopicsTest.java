package io.muster.events.rights;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTopicsTest {

    private final DeviceTopics topics = new DeviceTopics(2, Set.of("online", "offline"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws/devices/d/telemetry/a",
                "ws/devices/d/telemetry/a/b_c/d.e-F9",
                "ws/devices/d/status",
                "ws/devices/d/status/online",
                "ws/devices/d/responses",
                "losant/d/state"
            })
    void admitsTopicsOfTheContract(String topic) {
        assertThat(topics.objection("ws", "d", topic)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws/devices/d/telemetry",
                "ws/devices/d/telemetry/",
                "ws/devices/d/telemetry/a/b/c/d",
                "ws/devices/d/telemetry/a//b",
                "ws/devices/d/telemetry/a b",
                "ws/devices/d/telemetry/é",
                "ws/devices/d/status/tipsy",
                "ws/devices/d/status/",
                "ws/devices/d/status/online/x"
            })
    void refusesUnboundedOnes(String topic) {
        assertThat(topics.objection("ws", "d", topic)).isPresent();
    }

    @Test
    void aChannelNameIsOfSixtyFourCharactersAtMost() {
        assertThat(topics.objection("ws", "d", "ws/devices/d/telemetry/" + "x".repeat(64)))
                .isEmpty();
        assertThat(topics.objection("ws", "d", "ws/devices/d/telemetry/" + "x".repeat(65)))
                .isPresent();
    }

    @Test
    void aDeviceHasSoManyChannelsAndNoMore() {
        topics.objection("ws", "d", "ws/devices/d/telemetry/a");
        topics.objection("ws", "d", "ws/devices/d/telemetry/b");

        assertThat(topics.objection("ws", "d", "ws/devices/d/telemetry/c")).isPresent();
        assertThat(topics.objection("ws", "d", "ws/devices/d/telemetry/a")).isEmpty();
        assertThat(topics.objection("ws", "e", "ws/devices/e/telemetry/c")).isEmpty();
    }
}
