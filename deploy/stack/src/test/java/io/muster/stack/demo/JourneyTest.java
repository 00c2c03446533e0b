package io.muster.stack.demo;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class JourneyTest {

    private final Journey journey = new Journey(20);

    @Test
    void aRoundEndsWhereItBegan() {
        assertThat(journey.after(Duration.ofMinutes(30))).isEqualTo(journey.after(Duration.ZERO));
    }

    @Test
    void itDrivesWhereItIsHeading() {
        Journey.Position easternmost = journey.after(Duration.ZERO);
        assertThat(easternmost.heading()).isEqualTo(0);
        assertThat(journey.after(Duration.ofSeconds(5)).latitude()).isGreaterThan(easternmost.latitude());
    }

    @Test
    void itsSpeedIsTheWayItMakes() {
        double first = journey.after(Duration.ZERO).latitude();
        double metres = (journey.after(Duration.ofSeconds(10)).latitude() - first) * 111_320;
        assertThat(metres / 10 * 3.6).isCloseTo(journey.after(Duration.ZERO).speed(), within(1.0));
    }
}
