package io.muster.shadow.delivery;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeltaTopicTest {

    private final DeltaTopic topic = new DeltaTopic("ws_abc", "dev_1");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws_abc/devices/dev_1/shadow/delta",
                "ws_abc/devices/dev_1/shadow/+",
                "ws_abc/devices/dev_1/#",
                "ws_abc/devices/dev_1/shadow/delta/#"
            })
    void isHeardBy(String filter) {
        assertThat(topic.isHeardBy(List.of("ws_abc/devices/dev_1/commands/#", filter)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws_abc/devices/dev_1/shadow/document",
                "ws_abc/devices/dev_1/shadow",
                "ws_abc/devices/dev_1/+",
                "ws_abc/devices/dev_2/shadow/delta",
                "ws_abc/devices/dev_1/shadow/delta/more"
            })
    void isNotHeardBy(String filter) {
        assertThat(topic.isHeardBy(List.of(filter))).isFalse();
    }
}
