package io.muster.telemetry.live;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.muster.telemetry.history.StoredReading;
import org.jspecify.annotations.Nullable;

/**
 * Names a reading among all, and says from where a listener that has heard it goes on.
 *
 * @param receivedAt when the reading came, to the microsecond
 * @param content tells apart what came at the same moment
 * @param ended the listener has heard all of the transactions with a smaller number; null if nobody knows
 */
record EventId(Instant receivedAt, long content, @Nullable Long ended) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-([0-9a-f]{1,16})(?:-(\\d{1,18}))?");
    private static final int HEX = 16;

    static EventId of(LiveReading heard, @Nullable Long ended) {
        return new EventId(heard.receivedAt(), content(heard), ended);
    }

    /** Empty for a text that is none. */
    static Optional<EventId> parse(String text) {
        Matcher parts = FORM.matcher(text);
        // Transactions count from above 0: nobody has said that all before it had ended.
        return parts.matches() && !"0".equals(stripped(parts.group(3)))
                ? Optional.of(new EventId(
                        Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
                        Long.parseUnsignedLong(parts.group(2), HEX),
                        parts.group(3) == null ? null : Long.valueOf(parts.group(3))))
                : Optional.empty();
    }

    private static @Nullable String stripped(@Nullable String number) {
        return number == null ? null : number.replaceFirst("^0+(?=\\d)", "");
    }

    String text() {
        String name = ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt) + "-" + Long.toHexString(content);
        return ended == null ? name : name + "-" + ended;
    }

    boolean names(LiveReading heard) {
        return receivedAt.equals(heard.receivedAt()) && content == content(heard);
    }

    private static long content(LiveReading heard) {
        StoredReading reading = heard.reading();
        long content = reading.fingerprint();
        content = 31 * content + reading.timestamp().toEpochMilli();
        content = 31 * content + reading.channel().hashCode();
        return 31 * content + heard.device().hashCode();
    }
}
