package io.muster.telemetry.postgres;

/** The statement that stores readings. */
final class ReadingSql {

    /**
     * A number can be added up within this: beyond it not even the sum of two would be safe to end within a double's
     * range, and a statement that fails would fail for ever.
     */
    static final double BOUND = 1e150;

    private static final String NUMBERS =
            """
            lateral (
                select key, value::double precision as number from jsonb_each(%s)
                where case when jsonb_typeof(value) = 'number' then abs(value::numeric) < %s end) as entry
            """;

    /**
     * Stores each reading once: known by device, time, channel and fingerprint. Of equal ones the first is taken. Answers
     * which readings were new, as their numbers from 1; null, which is the rule and costs nothing, if all were.
     */
    static final String STORE =
            """
            with stored as (
                insert into telemetry (
                    workspace, device, channel, ts, received_at, claimed_ts, message_id, value, unit, fingerprint)
                select workspace, device, channel, ts, received_at, claimed_ts, message_id, value::jsonb, unit, fingerprint
                from unnest(
                    $1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[],
                    $7::text[], $8::text[], $9::text[], $10::bigint[])
                    as item (
                        workspace, device, channel, ts, received_at, claimed_ts, message_id, value, unit, fingerprint)
                on conflict do nothing
                returning device, channel, ts, fingerprint
            )
            select case when (select count(*) from stored) < cardinality($1) then array(
                select min(number)
                from unnest($2::text[], $3::text[], $4::timestamptz[], $10::bigint[]) with ordinality
                    as item (device, channel, ts, fingerprint, number)
                join stored using (device, channel, ts, fingerprint)
                group by device, channel, ts, fingerprint) end
            """;

    private ReadingSql() {}

    /** The numbers in a column of values, as {@code entry (key, number)}. */
    static String numbers(String column) {
        return NUMBERS.formatted(column, BOUND);
    }
}
