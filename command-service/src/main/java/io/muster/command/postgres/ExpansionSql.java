package io.muster.command.postgres;

/** The statements that make of one order the executions of many devices. */
final class ExpansionSql {

    /** Of an audience's query. Lines are taken in the order of their names, so that two orders never wait for each other. */
    static final String OPEN =
            """
            with target as (%s),
            line as (
                insert into device_line (device, workspace, revision)
                select device, :workspace, 1 from target order by device
                on conflict (device) do update set revision = device_line.revision + 1
                returning device, revision),
            made as (
                insert into execution (batch, workspace, device, command,
                    created_at, expires_at, timeout_seconds, qos, latest_only, stage, due_at, updated_at)
                select :batch, :workspace, device, :command,
                    :now, :expires, :timeout, :qos, :latest_only, 'QUEUED', :now, :now
                from line
                returning id, device)
            select made.id, made.device, line.revision from made join line on line.device = made.device
            """;

    private ExpansionSql() {}
}
