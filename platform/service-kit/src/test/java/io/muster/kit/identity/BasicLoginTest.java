package io.muster.kit.identity;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BasicLoginTest {

    @Test
    void everyColonMayEndTheUserNameAndTheFirstIsTriedFirst() {
        assertThat(BasicLogin.readings(basic("ws/AA:BB:x:pw")))
                .containsExactly(
                        new BasicLogin("ws/AA", "BB:x:pw"),
                        new BasicLogin("ws/AA:BB", "x:pw"),
                        new BasicLogin("ws/AA:BB:x", "pw"));
        assertThat(BasicLogin.of(basic("ws/AA:BB:x:pw"))).isEqualTo(new BasicLogin("ws/AA", "BB:x:pw"));
    }

    @Test
    void aPasswordOfColonsMakesNoMoreReadingsThanAnAddressHasParts() {
        assertThat(BasicLogin.readings(basic("name" + ":".repeat(10_000)))).hasSize(16);
    }

    @Test
    void whoSaysNothingThatCanBeReadIsNobody() {
        for (String header : new String[] {null, "Bearer x", "Basic !", basic("no colon"), basic("a\0:b")}) {
            assertThat(BasicLogin.readings(header)).containsExactly(new BasicLogin("", ""));
        }
    }

    private static String basic(String both) {
        return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
    }
}
