package io.muster.provisioning.postgres;

import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.AccessEvent.Attempt;
import io.muster.provisioning.access.AccessHistory;
import io.muster.provisioning.access.Attempts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

@ApplicationScoped
class PostgresAttempts implements Attempts {

    /** What stands for the broker where there was none. */
    private static final String HERE = "http";

    /** Only of a device that is there: of a deleted one nothing is kept. What is no event's gets a number of its own. */
    private static final String ADD =
            """
            insert into access_attempt
                (device, broker, revision, at, action, reason, detail, topic, protocol, address, attempts)
            select $1, $2, coalesce($3, nextval(pg_get_serial_sequence('access_attempt', 'id'))), $4, $5, $6, $7, $8, $9, $10, $11
            where exists (select 1 from known_device where id = $1 and not deleted)
            on conflict do nothing
            """;

    private static final String COUNT =
            """
            insert into access_count as known (device, failed) values ($1, $2)
            on conflict (device) do update set failed = known.failed + excluded.failed
            """;
    private static final String PRUNE =
            """
            delete from access_attempt where id in (
                select id from access_attempt where device = $1 order by id desc offset $2)
            """;
    private static final String FAILED =
            "select coalesce(max(failed), 0) as failed from access_count where device = $1";
    private static final String LATEST =
            """
            select at, action, reason, detail, topic, protocol, address from access_attempt
            where device = $1 order by id desc
            """;

    private final Pool pool;

    PostgresAttempts(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> add(AccessRefused refusal, int kept) {
        Tuple said = Tuple.of(refusal.device(), refusal.broker(), refusal.revision());
        return add(said, refusal.attempt(), refusal.attempts(), kept);
    }

    @Override
    public Uni<Void> add(String device, Attempt attempt, int kept) {
        return add(Tuple.of(device, HERE, null), attempt, 1, kept);
    }

    private Uni<Void> add(Tuple said, Attempt attempt, long attempts, int kept) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(ADD)
                .execute(values(said, attempt, attempts))
                .chain(added -> added.rowCount() == 0
                        ? Uni.createFrom().voidItem()
                        : countAndPrune(transaction, said.getString(0), attempts, kept)));
    }

    @Override
    public Uni<AccessHistory> of(String device) {
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(device))
                .map(rows -> rows.iterator().next().getLong("failed"))
                .chain(failed -> pool.preparedQuery(LATEST)
                        .execute(Tuple.of(device))
                        .map(rows -> new AccessHistory(failed, attempts(rows))));
    }

    @Override
    public Uni<Void> forget(String device) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery("delete from access_attempt where device = $1")
                .execute(Tuple.of(device))
                .chain(() -> transaction
                        .preparedQuery("delete from access_count where device = $1")
                        .execute(Tuple.of(device)))
                .replaceWithVoid());
    }

    private static Uni<Void> countAndPrune(SqlConnection transaction, String device, long attempts, int kept) {
        return transaction
                .preparedQuery(COUNT)
                .execute(Tuple.of(device, attempts))
                .chain(() -> transaction.preparedQuery(PRUNE).execute(Tuple.of(device, kept)))
                .replaceWithVoid();
    }

    private static Tuple values(Tuple said, Attempt attempt, long attempts) {
        return Tuple.tuple()
                .addString(said.getString(0))
                .addString(said.getString(1))
                .addLong(said.getLong(2))
                .addOffsetDateTime(attempt.at().atOffset(ZoneOffset.UTC))
                .addString(attempt.action())
                .addString(attempt.reason())
                .addString(attempt.detail())
                .addString(attempt.topic())
                .addString(attempt.protocol())
                .addString(attempt.address())
                .addLong(attempts);
    }

    private static List<Attempt> attempts(Iterable<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Attempt(
                        row.getString("action"),
                        row.getString("reason"),
                        row.getString("detail"),
                        row.getString("topic"),
                        row.getString("protocol"),
                        row.getString("address"),
                        row.getOffsetDateTime("at").toInstant()))
                .toList();
    }
}
