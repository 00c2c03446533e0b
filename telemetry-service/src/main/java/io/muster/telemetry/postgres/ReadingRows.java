package io.muster.telemetry.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import io.muster.telemetry.reading.Place;
import io.muster.telemetry.reading.Reading;
import io.vertx.core.json.Json;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Readings as the columns of one insert. */
final class ReadingRows {

    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(ReadingRows::sha256);

    private ReadingRows() {}

    static Tuple of(List<Reading> readings) {
        int count = readings.size();
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
        @Nullable String[] places = new String[count];
        for (int i = 0; i < count; i++) {
            Reading reading = readings.get(i);
            workspaces[i] = reading.workspace();
            devices[i] = reading.device();
            channels[i] = reading.channel();
            timestamps[i] = utc(reading.timestamp());
            receivedAt[i] = utc(reading.receivedAt());
            claimed[i] = reading.isClockWrong() ? utc(reading.claimed()) : null;
            messageIds[i] = reading.messageId();
            values[i] = Json.encode(reading.values());
            units[i] = reading.unit();
            fingerprints[i] = fingerprint(reading, values[i]);
            places[i] = Place.of(reading.values()).map(Json::encode).orElse(null);
        }
        return Tuple.from(new Object[] {
            workspaces,
            devices,
            channels,
            timestamps,
            receivedAt,
            claimed,
            messageIds,
            values,
            units,
            fingerprints,
            places
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

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
