package io.muster.shadow.postgres;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.Batcher;
import io.muster.kit.postgres.Lookups;
import io.muster.shadow.fleet.FleetBatch;
import io.muster.shadow.fleet.FleetBatches;
import io.muster.shadow.fleet.FleetTooLarge;
import io.muster.shadow.fleet.NewBatch;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresFleetBatches implements FleetBatches {

    private static final String OPEN =
            """
            with meant as (%s),
            opened as (
                insert into shadow_batch (id, workspace, desired, author, total)
                select $1::text, $2::text, $3::json, $4::text, count(*) from meant)
            insert into shadow_batch_item (batch, device, due) select $1::text, device, now() from meant
            """;
    private static final String OPEN_LISTED = OPEN.formatted("select unnest($5::text[]) as device");
    private static final String OPEN_GROUP = OPEN.formatted(
            """
            select member.device from known_member member
            join known_device known on known.id = member.device and not known.deleted
            where member.group_id = $5::text and member.workspace = $2::text and not member.removed limit $6::int\
            """);

    /** How the devices stand now with the keys that are desired; of a device that took too much nothing is asked. */
    private static final String FIND =
            """
            select batch.*, counts.*, listed as failures
            from shadow_batch batch
            cross join lateral (
                select array_agg(key) as keys from json_object_keys(batch.desired) as key) as wanted
            cross join lateral (
                select count(*) filter (where item.state = 'waiting') as waiting,
                    count(*) filter (where item.state = 'failed') as failed,
                    count(*) filter (where item.state = 'desired' and is_refused) as rejected,
                    count(*) filter (where item.state = 'desired' and not is_refused and pending_keys && wanted.keys)
                        as pending,
                    count(*) filter (where item.state = 'desired' and not is_refused
                        and not coalesce(pending_keys && wanted.keys, false)) as converged
                from shadow_batch_item item
                left join shadow on shadow.device = item.device and shadow.name = ''
                cross join lateral (
                    select exists (
                        select from json_object_keys(shadow.rejected) as key
                        where split_part(key, '.', 1) = any(wanted.keys)) as is_refused) as refused
                where item.batch = batch.id) as counts
            cross join lateral (
                select json_agg(json_build_array(coalesce(known.device_id, item.device), item.reason)) as listed
                from (select device, reason from shadow_batch_item
                    where batch = batch.id and state = 'failed' order by device limit 100) as item
                left join known_device known on known.id = item.device) as failures
            where batch.id = $1 and batch.workspace = $2
            """;

    private static final String CLAIM =
            """
            with claimed as (
                update shadow_batch_item set due = now() + make_interval(secs => $2)
                where (batch, device) in (
                    select batch, device from shadow_batch_item where due <= now()
                    order by due, batch limit $1 for update skip locked)
                returning batch, device)
            select claimed.batch, claimed.device, shadow_batch.workspace, shadow_batch.desired, shadow_batch.author
            from claimed join shadow_batch on shadow_batch.id = claimed.batch
            """;
    private static final String END =
            """
            update shadow_batch_item item set state = ended.state, reason = ended.reason, due = null
            from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as ended (batch, device, state, reason)
            where item.batch = ended.batch and item.device = ended.device
            """;
    private static final String FORGET =
            "delete from shadow_batch where created_at < now() - make_interval(secs => $1)";

    /** How a task has ended. */
    private record Ended(Task task, String state, @Nullable String reason) {}

    private final Pool pool;
    private final Lookups lookups;
    private final Batcher<Ended, Void> ending;

    PostgresFleetBatches(Pool pool, Lookups lookups, SharedStatements statements) {
        this.pool = pool;
        this.lookups = lookups;
        this.ending = statements.of(this::endAll);
    }

    @Override
    public Uni<Void> open(NewBatch batch, Collection<String> devices) {
        return pool.preparedQuery(OPEN_LISTED)
                .execute(header(batch).addArrayOfString(devices.toArray(String[]::new)))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> openForGroup(NewBatch batch, String group, int limit) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(OPEN_GROUP)
                .execute(header(batch).addString(group).addInteger(limit + 1))
                .invoke(opened -> {
                    if (opened.rowCount() > limit) {
                        throw new FleetTooLarge(limit);
                    }
                })
                .replaceWithVoid());
    }

    @Override
    public Uni<@Nullable FleetBatch> find(String workspace, String id) {
        return lookups.of(FIND, Tuple.of(id, workspace))
                .map(rows -> rows.stream().findFirst().map(FleetBatchRow::read).orElse(null));
    }

    @Override
    public Uni<List<Task>> claim(int limit, Duration lease) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(limit, seconds(lease)))
                .map(rows -> rows.stream().map(PostgresFleetBatches::task).toList());
    }

    @Override
    public Uni<Void> settle(Task task) {
        return ending.ask(new Ended(task, "desired", null));
    }

    @Override
    public Uni<Void> fail(Task task, String reason) {
        return ending.ask(new Ended(task, "failed", reason));
    }

    @Override
    public Uni<Void> forget(Duration age) {
        return pool.preparedQuery(FORGET).execute(Tuple.of(seconds(age))).replaceWithVoid();
    }

    private Uni<?> endAll(List<Ended> ended) {
        return pool.preparedQuery(END)
                .execute(Tuple.of(
                        ended.stream().map(one -> one.task().batch()).toArray(String[]::new),
                        ended.stream().map(one -> one.task().device()).toArray(String[]::new),
                        ended.stream().map(Ended::state).toArray(String[]::new),
                        ended.stream().map(Ended::reason).toArray(String[]::new)));
    }

    private static Tuple header(NewBatch batch) {
        return Tuple.tuple()
                .addString(batch.id())
                .addString(batch.workspace())
                .addJsonObject(new JsonObject(batch.desired()))
                .addString(batch.author());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private static Task task(Row row) {
        return new Task(
                row.getString("batch"),
                row.getString("workspace"),
                row.getString("device"),
                row.get(JsonObject.class, "desired").getMap(),
                row.getString("author"));
    }
}
