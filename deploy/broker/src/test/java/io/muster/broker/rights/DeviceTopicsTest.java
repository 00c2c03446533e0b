package io.muster.broker.rights;

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
        assertThat(topics.admits("ws", "d", topic)).isTrue();
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
        assertThat(topics.admits("ws", "d", topic)).isFalse();
    }

    @Test
    void aChannelNameIsOfSixtyFourCharactersAtMost() {
        assertThat(topics.admits("ws", "d", "ws/devices/d/telemetry/" + "x".repeat(64)))
                .isTrue();
        assertThat(topics.admits("ws", "d", "ws/devices/d/telemetry/" + "x".repeat(65)))
                .isFalse();
    }

    @Test
    void aDeviceHasSoManyChannelsAndNoMore() {
        topics.admits("ws", "d", "ws/devices/d/telemetry/a");
        topics.admits("ws", "d", "ws/devices/d/telemetry/b");

        assertThat(topics.admits("ws", "d", "ws/devices/d/telemetry/c")).isFalse();
        assertThat(topics.admits("ws", "d", "ws/devices/d/telemetry/a")).isTrue();
        assertThat(topics.admits("ws", "e", "ws/devices/e/telemetry/c")).isTrue();
    }
}
