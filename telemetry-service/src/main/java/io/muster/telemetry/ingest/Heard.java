package io.muster.telemetry.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.muster.telemetry.reading.Reading;
import org.jspecify.annotations.Nullable;

/**
 * That a message of a device came, whatever became of it.
 *
 * @param bytes of its payload
 * @param readings that it held; 0 for a message that was rejected
 * @param sequence its number among the messages of its channel; null if it has none
 */
public record Heard(
        String workspace, String device, Instant receivedAt, int bytes, int readings, @Nullable Sequence sequence) {

    private static final List<String> NUMBERS = List.of("sequence_number", "sequence");

    public record Sequence(String channel, long number) {}

    /** @param sequence as far as it could be read */
    static Heard rejected(IncomingMessage message, @Nullable Sequence sequence) {
        return of(message, 0, sequence);
    }

    static Heard of(IncomingMessage message, List<Reading> readings) {
        return of(
                message,
                readings.size(),
                sequence(readings.get(0).channel(), readings.get(0).values()));
    }

    private static Heard of(IncomingMessage message, int readings, @Nullable Sequence sequence) {
        return new Heard(
                message.workspace(),
                message.device(),
                message.receivedAt(),
                message.payload().length,
                readings,
                sequence);
    }

    Heard withoutSequence() {
        return new Heard(workspace, device, receivedAt, bytes, readings, null);
    }

    /** The number among the values; null if there is none. */
    static @Nullable Sequence sequence(String channel, Map<?, ?> values) {
        for (String name : NUMBERS) {
            if (values.get(name) instanceof Number number && (number instanceof Integer || number instanceof Long)) {
                return new Sequence(channel, number.longValue());
            }
        }
        return null;
    }
}
