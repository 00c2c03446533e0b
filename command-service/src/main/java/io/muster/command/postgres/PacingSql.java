package io.muster.command.postgres;

/** The statements that give batches their turns. */
final class PacingSql {

    /** The first one is given out at once. */
    static final String ADD =
            """
            insert into batch_turn (batch, workspace, remaining, tokens, filled_at)
            values (:batch, :workspace, :held, 1, :now)
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
            where owner in (select jsonb_array_elements_text(cast(cast(:owners as text) as jsonb)))
            """;

    static final String WAITING =
            """
            select count(*) from (
                select from execution where due_at <= :now and batch is not null limit :limit) as waiting
            """;

    static final String NEXT =
            """
            select held.id from jsonb_each_text(cast(cast(:limits as text) as jsonb)) as turn (batch, most)
            cross join lateral (
                select execution.id from execution
                join device_line line on line.device = execution.device
                where execution.batch = turn.batch and execution.held and execution.stage = 'QUEUED'
                order by execution.id limit cast(turn.most as bigint)
                for update of execution, line skip locked) as held
            """;

    static final String GIVE =
            """
            update execution set held = false, due_at = given."dueAt"
            from jsonb_to_recordset(cast(cast(:given as text) as jsonb)) as given (id text, "dueAt" timestamptz)
            where execution.id = given.id
            """;

    static final String KEEP =
            """
            insert into pacing_bucket (owner, tokens, filled_at)
            select owner, tokens, "filledAt"
            from jsonb_to_recordset(cast(cast(:buckets as text) as jsonb))
                as kept (owner text, tokens double precision, "filledAt" timestamptz)
            on conflict (owner) do update set tokens = excluded.tokens, filled_at = excluded.filled_at
            """;

    static final String HAD =
            """
            update batch_turn set tokens = had.tokens, filled_at = had."filledAt", remaining = greatest(0, remaining - had.given)
            from jsonb_to_recordset(cast(cast(:had as text) as jsonb))
                as had (owner text, tokens double precision, "filledAt" timestamptz, given integer)
            where batch_turn.batch = had.owner
            """;

    static final String END =
            """
            delete from batch_turn using batch
            where batch.id = batch_turn.batch
                and (remaining = 0 or batch.finished_at is not null or batch.state = 'CANCELED'
                    or batch.id in (select jsonb_array_elements_text(cast(cast(:batches as text) as jsonb)))
                        and not exists (select from execution
                            where execution.batch = batch.id and execution.held and execution.stage = 'QUEUED'))
            """;

    private PacingSql() {}
}
