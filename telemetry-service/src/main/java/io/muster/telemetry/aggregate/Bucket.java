package io.muster.telemetry.aggregate;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** A width of buckets. */
public enum Bucket {
    MINUTE("1m", Duration.ofMinutes(1)),
    FIVE_MINUTES("5m", Duration.ofMinutes(5)),
    HOUR("1h", Duration.ofHours(1)),
    DAY("1d", Duration.ofDays(1));

    static final String NAMES =
            Arrays.stream(values()).map(bucket -> bucket.code).collect(Collectors.joining(", "));

    private final String code;
    private final Duration width;

    Bucket(String code, Duration width) {
        this.code = code;
        this.width = width;
    }

    static Optional<Bucket> named(String code) {
        return Arrays.stream(values())
                .filter(bucket -> bucket.code.equals(code))
                .findAny();
    }

    /** Days are taken for 24 hours, also where clocks change. */
    Duration width() {
        return width;
    }

    boolean isOfWholeHours() {
        return width.compareTo(Duration.ofHours(1)) >= 0;
    }
}
