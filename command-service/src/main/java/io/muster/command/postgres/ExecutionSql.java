package io.muster.command.postgres;

/** The statements about executions. */
final class ExecutionSql {

    /** The line first: it orders whoever changes executions of the device. */
    static final String OPEN =
            """
            with line as (
                insert into device_line (device, workspace, revision) values ($2, $1, 1)
                on conflict (device) do update set revision = device_line.revision + 1
                returning device, revision),
            made as (
                insert into execution (workspace, device, command, parameters,
                    created_at, expires_at, timeout_seconds, qos, latest_only, stage, due_at, updated_at)
                select $1, device, $3, $4, $5, $6, $7, $8, $9, 'QUEUED', $5, $5
                from line
                returning id, device)
            select made.id, made.device, line.revision from made cross join line
            """;

    static final String DUE_AGAIN =
            """
            update execution set due_at = $3
            where device = any($1::text[]) and due_at > $3 and stage = 'QUEUED' and not held and latest_only and command = $2
            """;

    static final String DUE = "from execution where device = any($1::text[]) and due_at <= $2 order by id limit $3";

    static final String BY_IDS = "from execution where id = any($1::text[]) order by id";

    static final String UNDELIVERED =
            "from execution where id = any($1::text[]) and stage in ('QUEUED', 'SENT') order by id";

    static final String OPEN_OF = "from execution where device = $1 and due_at is not null order by id";

    static final String UNANSWERED =
            """
            from execution where device = $1 and due_at is not null and not held
                and (stage = 'QUEUED' and expires_at > $2 or stage in ('SENT', 'DELIVERED') and deadline > $2)
            order by id limit $3
            """;

    static final String ONE = "from execution where id = $1 and workspace = $2";

    static final String OF_DEVICE = "from execution where workspace = $1 and device = $2";

    static final String PAGE_OF_DEVICE = OF_DEVICE + " order by id desc limit $3 offset $4";

    static final String COUNT_OF_DEVICE = "select count(*) " + OF_DEVICE;

    /** Whatever happens to one that a batch holds back: it does so no more. */
    static final String SAVE =
            """
            update execution set
                stage = changed.stage, attempt = changed.attempt, session = changed.session,
                deadline = changed.deadline, reason = changed.reason, result = changed.result, held = false,
                history = execution.history || changed.history, due_at = changed.due_at, updated_at = changed.updated_at
            from unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::timestamptz[], $6::text[], $7::text[], $8::text[],
                $9::timestamptz[], $10::timestamptz[]) as changed (
                id, stage, attempt, session, deadline, reason, result, history, due_at, updated_at)
            where execution.id = changed.id
            """;

    static final String STEPS = "select history from execution where id = $1";

    /** Each with the one that takes its place. */
    static final String REPLACED =
            """
            select older.id, max(newer.id) from execution older
            join execution newer on newer.device = older.device and newer.command = older.command
                and newer.due_at is not null and newer.stage = 'QUEUED' and newer.latest_only and newer.id > older.id
            where older.device = any($1::text[])
                and older.due_at is not null and older.stage = 'QUEUED' and older.latest_only
            group by older.id
            """;

    static final String REMOVE_FINISHED =
            """
            delete from execution where id in
                (select id from execution where due_at is null and updated_at < $1 order by updated_at limit $2)
            """;

    static final String REMOVE_BATCHES =
            """
            delete from batch where id in
                (select id from batch where finished_at < $1
                    and not exists (select 1 from execution where execution.batch = batch.id)
                 order by finished_at limit $2)
            """;

    private ExecutionSql() {}
}
