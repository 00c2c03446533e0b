package io.muster.stack.demo;

import java.time.Duration;

/**
 * A round trip that a tracker drives for ever: where it is follows from the time alone.
 *
 * @param number which of the fleet's trips; each has its own centre, size and pace
 */
record Journey(int number) {

    private static final double CENTRE_LATITUDE = 52.5200;
    private static final double CENTRE_LONGITUDE = 13.4050;
    private static final double KM_PER_DEGREE = 111.32;

    /**
     * @param speed in km/h
     * @param heading in degrees, 0 is north and 90 is east
     */
    record Position(double latitude, double longitude, double speed, double heading) {}

    Position after(Duration driven) {
        double turns = driven.toMillis() / (double) round().toMillis();
        double angle = 2 * Math.PI * (turns + number / 20.0);
        double latitude = CENTRE_LATITUDE + radiusKm() * Math.sin(angle) / KM_PER_DEGREE;
        double longitude = CENTRE_LONGITUDE
                + radiusKm() * Math.cos(angle) / (KM_PER_DEGREE * Math.cos(Math.toRadians(CENTRE_LATITUDE)));
        double speed = 2 * Math.PI * radiusKm() / (round().toSeconds() / 3600.0);
        // Anticlockwise: at the easternmost point it drives north.
        double heading = Math.floorMod(Math.round(-Math.toDegrees(angle)), 360L);
        return new Position(rounded(latitude, 6), rounded(longitude, 6), rounded(speed, 1), heading);
    }

    private double radiusKm() {
        return 1 + number * 0.25;
    }

    private Duration round() {
        return Duration.ofMinutes(10 + number);
    }

    private static double rounded(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }
}
