package io.muster.telemetry.postgres;

/** The statement that stores readings. */
final class ReadingSql {

    /** See {@link #NUMBERS}. */
    static final double BOUND = 1e150;

    /**
     * A value as a number, where it is one that can be added up: beyond this bound not even the sum of two would be
     * safe to end within a double's range, and a statement that fails would fail for ever.
     */
    static final String NUMBERS =
            """
            lateral (
                select key, value::double precision as number from jsonb_each(%s)
                where case when jsonb_typeof(value) = 'number' then abs(value::numeric) < 1e150 end) as entry
            """;

    /**
     * Stores each reading once, moves {@code latest} and {@code device_health} on and marks the devices of which there
     * is something new to say. Readings with a message id are taken only if the id is new; the others are known by device,
     * time, channel and fingerprint. Rows are written in the order of their keys, so that two batches seldom wait for
     * each other crosswise. Answers which readings were new, as their numbers from 1; null, which is the rule and costs
     * nothing, if all were.
     *
     * <p>A mark locks its row also where it was there before. Who says what is marked does so under the same lock, and
     * so either sees these readings or is followed by their mark.
     */
    static final String STORE =
            """
            with incoming as (
                select item.* from unnest(
                    $1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
                    $7::text[], $8::text[], $9::text[], $10::bigint[], $11::text[]) with ordinality
                    as item (
                        workspace, device, channel, ts, received_at, claimed_ts,
                        message_id, value, unit, fingerprint, place, number)
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
                order by incoming.device, incoming.message_id, incoming.received_at, incoming.number)
            ), stored as (
                insert into telemetry (
                    workspace, device, channel, ts, received_at, claimed_ts, message_id, value, unit, fingerprint)
                select workspace, device, channel, ts, received_at, claimed_ts, message_id, value::jsonb, unit, fingerprint
                from fresh order by device, ts, channel, fingerprint, number
                on conflict do nothing
                returning workspace, device, channel, ts, received_at, message_id, value, unit, fingerprint
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
            ), moved as (
                insert into latest as known (workspace, device, channel, ts, received_at, message_id, value, unit)
                select distinct on (device, channel)
                    workspace, device, channel, ts, received_at, message_id, value, unit
                from stored order by device, channel, ts desc, received_at desc
                on conflict (device, channel) do update set
                    workspace = excluded.workspace, ts = excluded.ts, received_at = excluded.received_at,
                    message_id = excluded.message_id, value = excluded.value, unit = excluded.unit
                where (known.ts, known.received_at) <= (excluded.ts, excluded.received_at)
            ), felt as (
                insert into device_health as known (device, workspace, ts, value)
                select device, workspace, max(ts), jsonb_object_agg(said.key, said.value order by ts, received_at)
                from stored cross join jsonb_each(stored.value) as said
                where channel = 'status' and said.key in (
                    'status', 'uptime', 'batteryLevel', 'signalStrength', 'firmware', 'diagnostics')
                group by device, workspace order by device
                on conflict (device) do update set
                    value = case when excluded.ts >= known.ts
                        then known.value || excluded.value else excluded.value || known.value end,
                    ts = greatest(known.ts, excluded.ts)
            )
            select case when (select count(*) from stored) < cardinality($1) then array(
                select min(number) from fresh join stored using (device, ts, channel, fingerprint)
                group by device, ts, channel, fingerprint) end
            """;

    private ReadingSql() {}
}
