package io.muster.shadow.delivery;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PresenceTest {

    private static final String FILTER = "ws_a/devices/dev_1/shadow/delta";

    @Test
    void oneThatListensInItsSessionHears() {
        assertThat(hears(5L, 5L, true, FILTER)).isTrue();
    }

    @Test
    void oneThatHasGoneDoesNot() {
        assertThat(hears(5L, 5L, false)).isFalse();
        assertThat(hears(null, 5L, false)).isFalse();
        assertThat(hears(null, null, false)).isFalse();
    }

    @Test
    void oneThatHasComeAgainIsToldWhenTheShadowHearsOfThat() {
        assertThat(hears(5L, 6L, true, FILTER)).isFalse();
    }

    @Test
    void whatTheShadowKnowsIsNewerThanAnOldNoteOfTheSession() {
        assertThat(hears(5L, 4L, false)).isTrue();
        assertThat(hears(5L, null, false)).isTrue();
        assertThat(hears(5L, 5L, true)).isTrue();
    }

    @Test
    void aShadowThatWasMadeWhileItsDeviceListenedKnowsNoSession() {
        assertThat(hears(null, 5L, true, FILTER)).isTrue();
        assertThat(hears(null, 5L, true, "ws_a/devices/dev_1/commands/#")).isFalse();
    }

    private static boolean hears(@Nullable Long told, @Nullable Long session, boolean connected, String... listening) {
        return new Presence(told, session, connected, List.of(listening)).hears("ws_a", "dev_1");
    }
}
