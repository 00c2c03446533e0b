package io.muster.kit.mqtt;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeviceTopicTest {

    @Test
    void aTopicTellsWorkspaceDeviceAndTheRest() {
        assertThat(DeviceTopic.parse("ws_a/devices/dev_1/telemetry/a/b"))
                .contains(new DeviceTopic("ws_a", "dev_1", "telemetry/a/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ws_a", "ws_a/devices/dev_1", "ws_a/gadgets/dev_1/status", "losant/x/state"})
    void anythingElseIsNoDeviceTopic(String topic) {
        assertThat(DeviceTopic.parse(topic)).isEmpty();
    }
}
