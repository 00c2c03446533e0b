package io.muster.command.postgres;

/** The statements that make of one order the executions of many devices. */
final class ExpansionSql {

    private static final String LISTED =
            "select jsonb_array_elements_text(cast(cast(:devices as text) as jsonb)) as device";
    /** Members that this service has not heard of are taken as they are; the dispatcher waits for news of them. */
    private static final String MEMBERS =
            """
            select member.device from known_member member
            left join known_device known on known.id = member.device
            where member.workspace = :workspace and member.group_id = :group
              and not member.removed and known.deleted is not true
            """;
    /** Lines are taken in the order of their names, so that two orders never wait for each other. */
    private static final String OPEN =
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

    static final String OPEN_LISTED = OPEN.formatted(LISTED);
    static final String OPEN_MEMBERS = OPEN.formatted(MEMBERS);

    private ExpansionSql() {}
}
