package io.muster.telemetry.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import io.muster.telemetry.reading.Reading;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Readings as the columns of one insert, in the order of their keys, so that two batches seldom wait for each other
 * crosswise.
 */
final class ReadingRows {

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(ReadingRows::sha256);
    private static final Comparator<ReadingRow> BY_KEY = Comparator.comparing(
                    (ReadingRow row) -> row.reading().device())
            .thenComparing(row -> row.reading().timestamp())
            .thenComparing(row -> row.reading().channel())
            .thenComparingLong(ReadingRow::fingerprint);

    private final ReadingRow[] rows;

    private record ReadingRow(Reading reading, String value, long fingerprint) {}

    ReadingRows(List<Reading> readings) {
        rows = readings.stream().map(ReadingRows::row).sorted(BY_KEY).toArray(ReadingRow[]::new);
    }

    private static ReadingRow row(Reading reading) {
        String value = Json.encode(reading.values());
        return new ReadingRow(reading, value, fingerprint(reading, value));
    }

    /** @param numbers of rows, from 1; null for all */
    List<Reading> readings(Long @Nullable [] numbers) {
        Stream<ReadingRow> chosen = numbers == null
                ? Stream.of(rows)
                : Stream.of(numbers).sorted().map(number -> rows[number.intValue() - 1]);
        return chosen.map(ReadingRow::reading).toList();
    }

    Tuple columns() {
        int count = rows.length;
        String[] workspaces = new String[count];
        String[] devices = new String[count];
        String[] channels = new String[count];
        OffsetDateTime[] timestamps = new OffsetDateTime[count];
        OffsetDateTime[] receivedAt = new OffsetDateTime[count];
        @Nullable OffsetDateTime[] claimed = new OffsetDateTime[count];
        @Nullable String[] messageIds = new String[count];
        String[] values = new String[count];
        @Nullable String[] units = new String[count];
        Long[] fingerprints = new Long[count];
        for (int i = 0; i < count; i++) {
            Reading reading = rows[i].reading();
            workspaces[i] = reading.workspace();
            devices[i] = reading.device();
            channels[i] = reading.channel();
            timestamps[i] = Times.utc(reading.timestamp());
            receivedAt[i] = Times.utc(reading.receivedAt());
            claimed[i] = reading.isClockWrong() ? Times.utc(reading.claimed()) : null;
            messageIds[i] = reading.messageId();
            values[i] = rows[i].value();
            units[i] = reading.unit();
            fingerprints[i] = rows[i].fingerprint();
        }
        return Tuple.from(new Object[] {
            workspaces, devices, channels, timestamps, receivedAt, claimed, messageIds, values, units, fingerprints
        });
    }

    /**
     * Of what makes two readings the same. Without a time of the device that is the moment at which it came, to the
     * nanosecond, and its place in the message: a device may well say the same thing twice. Then only a batch that is
     * written again is recognised.
     */
    private static long fingerprint(Reading reading, String value) {
        MessageDigest digest = SHA_256.get();
        digest.update(value.getBytes(StandardCharsets.UTF_8));
        if (reading.unit() != null) {
            digest.update(reading.unit().getBytes(StandardCharsets.UTF_8));
        }
        if (reading.claimed() == null || reading.isClockWrong()) {
            Instant moment = reading.receivedAt();
            digest.update(ByteBuffer.allocate(16)
                    .putLong(moment.getEpochSecond())
                    .putInt(moment.getNano())
                    .putInt(reading.position())
                    .flip());
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
