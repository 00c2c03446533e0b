package io.muster.telemetry.history;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;

import io.muster.telemetry.reading.Channels;

/**
 * Where a reading stands among a device's readings, whatever comes or goes beside it.
 *
 * @param receivedAt to the microsecond
 * @param fingerprint tells readings apart that are otherwise alike
 */
public record Position(Instant timestamp, Instant receivedAt, String channel, long fingerprint) {

    private static final String SEPARATOR = " ";
    private static final int PARTS = 4;
    private static final int MAX_LENGTH = 512;

    /** As callers carry it from one page to the next. */
    public String cursor() {
        String text = String.join(
                SEPARATOR,
                Long.toString(timestamp.toEpochMilli()),
                Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt)),
                Long.toString(fingerprint),
                channel);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What {@link #cursor} wrote; empty for anything else. */
    static Optional<Position> parse(String cursor) {
        if (cursor.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split(SEPARATOR);
            if (parts.length != PARTS || !Channels.isName(parts[3])) {
                return Optional.empty();
            }
            Position position = new Position(
                    Instant.ofEpochMilli(Long.parseLong(parts[0])),
                    Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS),
                    parts[3],
                    Long.parseLong(parts[2]));
            return position.cursor().equals(cursor) ? Optional.of(position) : Optional.empty();
        } catch (IllegalArgumentException | ArithmeticException | java.time.DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}
