package io.muster.telemetry.reading;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ChannelsTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "sensors", "room-1/temp.in/A_9"})
    void oneToThreeLevelsAreAName(String name) {
        assertThat(Channels.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a/", "/a", "a//b", "a/b/c/d", "a b", "ä", "a+", "#"})
    void anythingElseIsNone(String name) {
        assertThat(Channels.isName(name)).isFalse();
    }

    @Test
    void aLevelHasAtMost64Letters() {
        assertThat(Channels.isName("a".repeat(64) + "/" + "b".repeat(64))).isTrue();
        assertThat(Channels.isName("a".repeat(65))).isFalse();
    }
}
