package io.muster.command.postgres;

/** The statements that change many executions at once. The inner casts keep the driver from taking text for a JSON string. */
final class ExecutionSql {

    /** The line first: it orders whoever changes executions of the device. */
    static final String OPEN =
            """
            with line as (
                insert into device_line (device, workspace, revision) values (:device, :workspace, 1)
                on conflict (device) do update set revision = device_line.revision + 1
                returning device, revision),
            made as (
                insert into execution (workspace, device, command, parameters,
                    created_at, expires_at, timeout_seconds, qos, latest_only, stage, due_at, updated_at)
                select :workspace, device, :command, :parameters, :now, :expires, :timeout, :qos, :latest_only,
                    'QUEUED', :now, :now
                from line
                returning id, device)
            select made.id, made.device, line.revision from made cross join line
            """;

    static final String DUE_AGAIN =
            """
            update execution set due_at = :now
            where device in (select jsonb_array_elements_text(cast(cast(:devices as text) as jsonb)))
                and due_at > :now and stage = 'QUEUED' and not held and latest_only and command = :command
            """;

    static final String SAVE =
            """
            update execution set
                stage = changed.stage, attempt = changed.attempt, session = changed.session,
                deadline = changed.deadline, reason = changed.reason, result = changed.result,
                history = execution.history || changed.history, due_at = changed.due_at, updated_at = changed.updated_at
            from jsonb_to_recordset(cast(cast(:rows as text) as jsonb)) as changed (
                id text, stage text, attempt integer, session bigint, deadline timestamptz, reason text, result text, history text,
                due_at timestamptz, updated_at timestamptz)
            where execution.id = changed.id
            """;

    static final String STEPS = "select history from execution where id = :id";

    /** Each with the one that takes its place. */
    static final String REPLACED =
            """
            select older.id, max(newer.id) from execution older
            join execution newer on newer.device = older.device and newer.command = older.command
                and newer.due_at is not null and newer.stage = 'QUEUED' and newer.latest_only and newer.id > older.id
            where older.device in (select jsonb_array_elements_text(cast(cast(:devices as text) as jsonb)))
                and older.due_at is not null and older.stage = 'QUEUED' and older.latest_only
            group by older.id
            """;

    static final String REMOVE_FINISHED =
            """
            delete from execution where id in
                (select id from execution where due_at is null and updated_at < :before order by updated_at limit :limit)
            """;

    static final String REMOVE_BATCHES =
            """
            delete from batch where id in
                (select id from batch where finished_at < :before
                    and not exists (select 1 from execution where execution.batch = batch.id)
                 order by finished_at limit :limit)
            """;

    private ExecutionSql() {}
}
