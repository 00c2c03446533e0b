package io.muster.command.dispatch;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TopicFilterTest {

    private static final String TOPIC = "ws_a/devices/dev_1/commands/reboot";

    @ParameterizedTest
    @ValueSource(
            strings = {
                TOPIC,
                "ws_a/devices/dev_1/commands/+",
                "ws_a/devices/dev_1/commands/#",
                "ws_a/devices/dev_1/#",
                "#",
                "ws_a/devices/dev_1/commands/reboot/#",
                "+/+/+/+/reboot"
            })
    void aFilterCoversTheTopic(String filter) {
        assertThat(new TopicFilter(filter).covers(TOPIC)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws_a/devices/dev_1/commands",
                "ws_a/devices/dev_1/commands/config",
                "ws_a/devices/dev_1/commands/reboot/+",
                "ws_a/devices/dev_2/commands/#",
                "ws_a/devices/dev_1/shadow/delta",
                "+"
            })
    void aFilterDoesNotCoverTheTopic(String filter) {
        assertThat(new TopicFilter(filter).covers(TOPIC)).isFalse();
    }
}
