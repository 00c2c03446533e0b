package io.muster.telemetry.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Where a device says that it is, in WGS 84.
 *
 * @param lat degrees, -90 to 90
 * @param lng degrees, -180 to 180
 * @param accuracy metres, at least 0; null if the device did not say
 */
public record Place(double lat, double lng, @Nullable Double accuracy) {

    private static final List<String> LATITUDE = List.of("lat", "latitude");
    private static final List<String> LONGITUDE = List.of("lng", "lon", "longitude");
    private static final List<String> WITHIN = List.of("location", "position", "gps", "coordinates", "value");

    /**
     * The place among a reading's values: two numbers that are named as latitude and longitude, side by side at the top
     * or in an object that is named as a place. Empty if there is none that can be on Earth.
     */
    public static Optional<Place> of(Map<?, ?> values) {
        Optional<Place> place = at(values);
        for (int i = 0; place.isEmpty() && i < WITHIN.size(); i++) {
            if (values.get(WITHIN.get(i)) instanceof Map<?, ?> object) {
                place = at(object);
            }
        }
        return place;
    }

    private static Optional<Place> at(Map<?, ?> values) {
        @Nullable Double lat = number(values, LATITUDE);
        @Nullable Double lng = number(values, LONGITUDE);
        if (lat == null || lng == null || Math.abs(lat) > 90 || Math.abs(lng) > 180) {
            return Optional.empty();
        }
        @Nullable Double accuracy = number(values, List.of("accuracy"));
        return Optional.of(new Place(lat, lng, accuracy == null || accuracy < 0 ? null : accuracy));
    }

    private static @Nullable Double number(Map<?, ?> values, List<String> names) {
        for (String name : names) {
            if (values.get(name) instanceof Number number) {
                return number.doubleValue();
            }
        }
        return null;
    }
}
