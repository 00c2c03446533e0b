package io.muster.command.postgres;

/** The statements that give batches their turns. */
final class PacingSql {

    /** The first one is given out at once. */
    static final String ADD =
            """
            insert into batch_turn (batch, workspace, remaining, tokens, filled_at)
            values ($1, $2, $3, 1, $4)
            """;

    static final String ALL =
            """
            select turn.batch, turn.workspace, turn.remaining, batch.max_per_second, turn.tokens, turn.filled_at
            from batch_turn turn join batch on batch.id = turn.batch
            where batch.state = 'RUNNING' and batch.finished_at is null and turn.remaining > 0 order by turn.filled_at, turn.batch
            """;

    static final String LEAD = "select owner from pacing_bucket where owner = '' for update skip locked";

    static final String BUCKETS =
            """
            select owner, tokens, filled_at from pacing_bucket
            where owner = any($1::text[])
            """;

    static final String WAITING =
            """
            select count(*) from (
                select from execution where due_at <= $1 and batch is not null limit $2) as waiting
            """;

    /** Executions, from their table. */
    static final String NEXT =
            """
            from unnest($1::text[], $2::int[]) as turn (owner, most)
            cross join lateral (
                select execution.* from execution
                join device_line line on line.device = execution.device
                where execution.batch = turn.owner and execution.held and execution.stage = 'QUEUED'
                order by execution.id limit turn.most
                for update of execution, line skip locked) as held
            """;

    static final String ENGAGED =
            """
            select device from device_line where device = any($1::text[]) and paused_until > $2
            union
            select device from execution
            where device = any($1::text[]) and due_at is not null and stage = 'QUEUED' and not held
            """;

    static final String GIVE =
            """
            update execution set held = false, due_at = given.due_at
            from unnest($1::text[], $2::timestamptz[]) as given (id, due_at)
            where execution.id = given.id
            """;

    static final String KEEP =
            """
            insert into pacing_bucket (owner, tokens, filled_at)
            select * from unnest($1::text[], $2::double precision[], $3::timestamptz[])
            on conflict (owner) do update set tokens = excluded.tokens, filled_at = excluded.filled_at
            """;

    static final String HAD =
            """
            update batch_turn
            set tokens = had.tokens, filled_at = had.filled_at, remaining = greatest(0, remaining - had.given)
            from unnest($1::text[], $2::double precision[], $3::timestamptz[], $4::int[]) as had (batch, tokens, filled_at, given)
            where batch_turn.batch = had.batch
            """;

    static final String END =
            """
            delete from batch_turn using batch
            where batch.id = batch_turn.batch
                and (remaining = 0 or batch.finished_at is not null or batch.state = 'CANCELED'
                    or batch.id = any($1::text[])
                        and not exists (select from execution
                            where execution.batch = batch.id and execution.held and execution.stage = 'QUEUED'))
            """;

    private PacingSql() {}
}
