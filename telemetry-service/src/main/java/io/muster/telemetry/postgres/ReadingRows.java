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

    /**
     * Stores each reading once, moves {@code latest} on and marks the devices of which there is something new to say,
     * all in one statement. Readings with a message id are taken only if the id is new; the others are known by device,
     * time, channel and fingerprint. Rows are written in the order of their keys, so that two batches seldom wait for
     * each other crosswise.
     *
     * <p>A mark locks its row also where it was there before. Who says what is marked does so under the same lock, and
     * so either sees these readings or is followed by their mark.
     */
    static final String INSERT =
            """
            with incoming as (
                select item.* from unnest(
                    $1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
                    $7::text[], $8::text[], $9::text[], $10::bigint[], $11::text[])
                    as item (
                        workspace, device, channel, ts, received_at, claimed_ts,
                        message_id, value, unit, fingerprint, place)
                join known_device sender on sender.id = item.device and not sender.deleted
            ), named as (
                insert into message_id (device, message_id, received_at)
                select device, message_id, min(received_at) from incoming where message_id is not null
                group by device, message_id order by device, message_id
                on conflict do nothing
                returning device, message_id
            ), fresh as (
                select * from incoming where message_id is null
                union all
                (select distinct on (incoming.device, incoming.message_id) incoming.*
                from incoming join named using (device, message_id)
                order by incoming.device, incoming.message_id, incoming.received_at)
            ), stored as (
                insert into telemetry (
                    workspace, device, channel, ts, received_at, claimed_ts, message_id, value, unit, fingerprint)
                select workspace, device, channel, ts, received_at, claimed_ts, message_id, value::jsonb, unit, fingerprint
                from fresh order by device, ts, channel, fingerprint
                on conflict do nothing
                returning workspace, device, channel, ts, received_at, message_id, value, unit
            ), marked as (
                insert into device_state as known (device, workspace, last_seen, location, located_at)
                select device, workspace, max(received_at),
                    (array_agg(place::jsonb order by ts desc, received_at desc) filter (where place is not null))[1],
                    max(ts) filter (where place is not null)
                from fresh group by device, workspace order by device
                on conflict (device) do update set
                    due = true, last_seen = greatest(known.last_seen, excluded.last_seen),
                    location = case when excluded.located_at >= coalesce(known.located_at, '-infinity')
                        then excluded.location else known.location end,
                    located_at = greatest(known.located_at, excluded.located_at)
            )
            insert into latest as known (workspace, device, channel, ts, received_at, message_id, value, unit)
            select distinct on (device, channel) workspace, device, channel, ts, received_at, message_id, value, unit
            from stored order by device, channel, ts desc, received_at desc
            on conflict (device, channel) do update set
                workspace = excluded.workspace, ts = excluded.ts, received_at = excluded.received_at,
                message_id = excluded.message_id, value = excluded.value, unit = excluded.unit
            where (known.ts, known.received_at) <= (excluded.ts, excluded.received_at)
            """;

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
