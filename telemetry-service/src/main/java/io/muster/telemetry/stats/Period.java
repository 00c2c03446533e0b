package io.muster.telemetry.stats;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

import io.muster.kit.problem.InvalidRequest;
import org.jspecify.annotations.Nullable;

/** How far back statistics look. */
public enum Period {
    HOUR("1h", Duration.ofHours(1)),
    DAY("24h", Duration.ofHours(24)),
    WEEK("7d", Duration.ofDays(7)),
    MONTH("30d", Duration.ofDays(30));

    private static final String CODES =
            Arrays.stream(values()).map(period -> period.code).collect(Collectors.joining(", "));

    private final String code;
    private final Duration length;

    Period(String code, Duration length) {
        this.code = code;
        this.length = length;
    }

    /**
     * A period as callers write it; a day if they leave it out.
     *
     * @throws InvalidRequest if there is no such period
     */
    public static Period parse(@Nullable String code) {
        if (code == null) {
            return DAY;
        }
        return Arrays.stream(values())
                .filter(period -> period.code.equals(code))
                .findAny()
                .orElseThrow(() -> new InvalidRequest("period", "must be one of " + CODES));
    }

    public Duration length() {
        return length;
    }
}
