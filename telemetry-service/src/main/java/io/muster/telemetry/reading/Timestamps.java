package io.muster.telemetry.reading;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Times as devices and callers write them: milliseconds since 1970, or ISO 8601 (UTC where it names no offset). Read to
 * the millisecond, and brought to the years 1 to 9999, which every database and client can hold.
 */
public final class Timestamps {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final int MAX_LENGTH = 40;

    private Timestamps() {}

    /** A JSON number of milliseconds or a text; empty if it is no time. */
    public static Optional<Instant> of(@Nullable Object value) {
        if (value instanceof Long || value instanceof Integer) {
            return Optional.of(bounded(Instant.ofEpochMilli(((Number) value).longValue())));
        }
        if (value instanceof BigInteger number) {
            return Optional.of(number.signum() < 0 ? EARLIEST : LATEST);
        }
        if (value instanceof Double number && !number.isNaN()) {
            return Optional.of(bounded(Instant.ofEpochMilli(number.longValue())));
        }
        return value instanceof String text ? parse(text) : Optional.empty();
    }

    /** Milliseconds or ISO 8601; empty if it is neither. */
    public static Optional<Instant> parse(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            return Optional.of(isNumber(text) ? milliseconds(text) : bounded(iso(text)));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /**
     * A time as {@link Instant#toString} writes it, with all of its decimals.
     *
     * @throws DateTimeException for anything else, and for years that have not four digits
     */
    public static Instant exact(String text) {
        Instant time = Instant.parse(text);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new DateTimeException("out of range");
        }
        return time;
    }

    private static Instant milliseconds(String digits) {
        BigInteger number = new BigInteger(digits);
        return number.bitLength() < Long.SIZE
                ? bounded(Instant.ofEpochMilli(number.longValue()))
                : number.signum() < 0 ? EARLIEST : LATEST;
    }

    private static Instant iso(String text) {
        TemporalAccessor time =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
        return time instanceof OffsetDateTime exact
                ? exact.toInstant()
                : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }

    private static Instant bounded(Instant time) {
        if (time.isBefore(EARLIEST)) {
            return EARLIEST;
        }
        return time.isAfter(LATEST) ? LATEST : time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static boolean isNumber(String text) {
        int start = text.charAt(0) == '-' ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > start;
    }
}
