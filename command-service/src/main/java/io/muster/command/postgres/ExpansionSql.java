package io.muster.command.postgres;

/** The statement that makes of one order the executions of many devices. */
final class ExpansionSql {

    /** Stands in an event where what differs from device to device has to stand; none of them is a part of anything else. */
    static final String ID = "<execution>";

    static final String DEVICE = "<device>";

    static final String EVENT = "<event>";

    static final long REVISION = 4_611_686_018_427_387_904L;

    /**
     * Of an audience's query. Lines are taken in the order of their names, so that two orders never wait for each other.
     * The inner casts keep the driver from taking text for a JSON string.
     */
    static final String OPEN =
            """
            with target as (%s),
            line as (
                insert into device_line (device, workspace, revision)
                select device, :workspace, 1 from target order by device
                on conflict (device) do update set revision = device_line.revision + 1
                returning device, revision),
            numbered as (
                select device, revision, crockford(bits) as number
                from (select device, revision, next_command_bits() as bits from line offset 0) as line),
            made as (
                insert into execution (id, batch, workspace, device, command,
                    created_at, expires_at, timeout_seconds, qos, latest_only, stage, held, due_at, updated_at)
                select 'cmd_' || number, :batch, :workspace, device, :command,
                    :now, :expires, :timeout, :qos, :latest_only, 'QUEUED', true, :expires, :now
                from numbered),
            said as (
                insert into outbox (topic, key, headers, body)
                select cast(:topic as text), device,
                    cast(replace(replace(replace(cast(:headers as text),
                        '<event>', 'evt_' || number),
                        '<device>', device),
                        '"ce_revision":"4611686018427387904"', '"ce_revision":"' || revision || '"') as jsonb),
                    replace(replace(replace(cast(:body as text),
                        '<execution>', 'cmd_' || number),
                        '<device>', device),
                        '"revision":4611686018427387904', '"revision":' || revision)
                from numbered)
            select count(*) from numbered
            """;

    private ExpansionSql() {}
}
