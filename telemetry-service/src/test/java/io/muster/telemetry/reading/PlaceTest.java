package io.muster.telemetry.reading;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlaceTest {

    @Test
    void aPlaceStandsSideBySideAtTheTop() {
        assertThat(Place.of(Map.of("lat", 52.5, "lng", 13, "speed", 3))).contains(new Place(52.5, 13, null));
        assertThat(Place.of(Map.of("latitude", -90, "longitude", 180L))).contains(new Place(-90, 180, null));
        assertThat(Place.of(Map.of("lat", 0, "lon", 0, "accuracy", 4.5))).contains(new Place(0, 0, 4.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"location", "position", "gps", "coordinates", "value"})
    void orInAnObjectThatIsNamedAsOne(String name) {
        Map<String, Object> values = Map.of("battery", 80, name, Map.of("lat", 1.5, "lng", 2.5, "accuracy", 10));

        assertThat(Place.of(values)).contains(new Place(1.5, 2.5, 10.0));
    }

    @Test
    void whatIsNotOnEarthIsNoPlace() {
        assertThat(Place.of(Map.of("lat", 90.01, "lng", 0))).isEmpty();
        assertThat(Place.of(Map.of("lat", 0, "lng", -180.01))).isEmpty();
    }

    @Test
    void whatIsNotTwoNumbersIsNoPlace() {
        assertThat(Place.of(Map.of("lat", 1))).isEmpty();
        assertThat(Place.of(Map.of("lat", "1", "lng", "2"))).isEmpty();
        assertThat(Place.of(Map.of("location", "Hall 3"))).isEmpty();
        assertThat(Place.of(Map.of("coordinates", List.of(1, 2)))).isEmpty();
        assertThat(Place.of(Map.of("elsewhere", Map.of("lat", 1, "lng", 2)))).isEmpty();
    }

    @Test
    void aPlaceThatIsWrongAtTheTopDoesNotHideOneThatIsRight() {
        assertThat(Place.of(Map.of("lat", 900, "lng", 2, "gps", Map.of("lat", 1, "lng", 2))))
                .contains(new Place(1, 2, null));
    }

    @Test
    void anAccuracyThatCannotBeIsLeftOut() {
        assertThat(Place.of(Map.of("lat", 1, "lng", 2, "accuracy", -1))).contains(new Place(1, 2, null));
    }
}
