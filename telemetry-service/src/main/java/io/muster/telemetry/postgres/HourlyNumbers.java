package io.muster.telemetry.postgres;

import java.time.Instant;

import io.muster.telemetry.reading.Reading;

/** What some readings of one hour say of one of their values. The first and the last are so by time, then by arrival. */
final class HourlyNumbers {

    private long count;
    private double sum;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest = Double.NEGATIVE_INFINITY;
    private Reading firstReading;
    private double first;
    private Reading lastReading;
    private double last;

    HourlyNumbers(Reading reading, double number) {
        firstReading = reading;
        first = number;
        lastReading = reading;
        last = number;
    }

    void add(Reading reading, double number) {
        count++;
        sum += number;
        least = Math.min(least, number);
        greatest = Math.max(greatest, number);
        if (Reading.BY_TIME.compare(reading, firstReading) < 0) {
            firstReading = reading;
            first = number;
        }
        if (Reading.BY_TIME.compare(reading, lastReading) >= 0) {
            lastReading = reading;
            last = number;
        }
    }

    long count() {
        return count;
    }

    double sum() {
        return sum;
    }

    double least() {
        return least;
    }

    double greatest() {
        return greatest;
    }

    Instant firstTime() {
        return firstReading.timestamp();
    }

    double first() {
        return first;
    }

    Instant lastTime() {
        return lastReading.timestamp();
    }

    double last() {
        return last;
    }
}
