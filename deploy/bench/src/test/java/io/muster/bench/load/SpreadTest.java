package io.muster.bench.load;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpreadTest {

    @Test
    void theMedianIsTheMiddleOfThree() {
        assertThat(new Spread(List.of(3.0, 1.0, 2.0)).median()).isEqualTo(2.0);
    }

    @Test
    void itSaysMedianSpreadAndNumber() {
        assertThat(new Spread(List.of(3015.4, 2640.0, 2812.0))).hasToString("2,812 (2,640 to 3,015, n=3)");
    }
}
