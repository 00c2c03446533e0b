package io.muster.shadow.postgres;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.shadow.document.ShadowId;
import io.muster.shadow.document.State;
import io.muster.shadow.history.Past;
import io.muster.shadow.history.PastChange;
import io.muster.shadow.history.Versions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresVersions implements Versions {

    private static final String OF_SHADOW = "from shadow_version where device = $1 and workspace = $2 and name = $3";
    /** From the last whole document on. */
    private static final String FIND =
            """
            select version, patch, document %1$s and version <= $4
                and version >= (select max(version) %1$s and version <= $4 and document is not null)
            order by version
            """
                    .formatted(OF_SHADOW);

    /** Between two whole documents, of which alone there is an index by time. */
    private static final String NEWEST_AT =
            """
            select max(version) as version %1$s and at <= $4
                and version >= (
                    select version %1$s and document is not null and at <= $4 order by at desc limit 1)
                and version < coalesce((
                    select version %1$s and document is not null and at > $4 order by at limit 1),
                    9223372036854775807)
            having max(version) is not null
            union all
            select 0 where not exists (select %1$s and version > 1)
                or exists (select %1$s and version = 1 and at > $4)
            order by version desc limit 1
            """
                    .formatted(OF_SHADOW);

    private static final String LIST = "select version, at, source, actor, patch " + OF_SHADOW
            + " and version < coalesce($4, 9223372036854775807) order by version desc limit $5";
    /** There are no gaps. */
    private static final String COUNT = "select coalesce(max(version) - min(version) + 1, 0) " + OF_SHADOW;

    private static final String FORGET =
            """
            with base as (
                select device, name, version from shadow_version this
                where document is not null and version > 1 and at < $1 and exists (
                    select from shadow_version older
                    where older.device = this.device and older.name = this.name and older.version < this.version)
                order by at limit $2)
            delete from shadow_version past using base
            where past.device = base.device and past.name = base.name and past.version < base.version
            """;

    private final Pool pool;

    PostgresVersions(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<@Nullable Past> find(ShadowId id, long version) {
        return pool.preparedQuery(FIND).execute(key(id).addLong(version)).map(rows -> past(rows, version));
    }

    @Override
    public Uni<@Nullable Long> newestAt(ShadowId id, Instant time) {
        return pool.preparedQuery(NEWEST_AT)
                .execute(key(id).addOffsetDateTime(time.atOffset(ZoneOffset.UTC)))
                .map(rows ->
                        rows.rowCount() == 0 ? null : rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<List<PastChange>> list(ShadowId id, @Nullable Long below, int limit) {
        return pool.preparedQuery(LIST)
                .execute(key(id).addLong(below).addInteger(limit))
                .map(rows -> rows.stream().map(PostgresVersions::change).toList());
    }

    @Override
    public Uni<Long> count(ShadowId id) {
        return pool.preparedQuery(COUNT)
                .execute(key(id))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    @Override
    public Uni<Integer> forget(Instant before, int shadows) {
        return pool.preparedQuery(FORGET)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), shadows))
                .map(RowSet::rowCount);
    }

    private static Tuple key(ShadowId id) {
        return Tuple.of(id.device(), id.workspace(), id.name());
    }

    private static @Nullable Past past(RowSet<Row> rows, long version) {
        @Nullable State document = null;
        long last = 0;
        for (Row row : rows) {
            document = document == null ? new State(json(row, "document")) : document.merge(json(row, "patch"));
            last = row.getLong("version");
        }
        return document == null || last != version ? null : new Past(version, document);
    }

    private static PastChange change(Row row) {
        return new PastChange(
                row.getLong("version"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("source"),
                row.getString("actor"),
                json(row, "patch"));
    }

    private static Map<String, @Nullable Object> json(Row row, String column) {
        return row.get(JsonObject.class, column).getMap();
    }
}
