package io.muster.registry.postgres;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.problem.InvalidRequest;
import io.muster.kit.query.FleetQuery;
import io.muster.registry.device.DeviceId;
import io.muster.registry.group.Difference;
import io.muster.registry.group.DynamicGroups;
import io.muster.registry.group.Group;
import io.muster.registry.group.GroupLimits;
import io.muster.registry.search.DeviceLanguage;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** What is to be done for groups with a query, and the queries themselves. */
@ApplicationScoped
class PostgresDynamicGroups implements DynamicGroups {

    private static final Set<String> GROUPS = Set.of("group", "groupTree");
    private static final String ASK_FOR_WHOLE =
            "update device_group set whole_at = now(), settled_after = null where id = :id";
    private static final String DUE_WHOLE =
            "select * from device_group where query is not null and not ended and whole_at <= now() order by whole_at";
    private static final String OF_WORKSPACE =
            "select * from device_group where workspace = $1 and query is not null and not ended order by id";
    private static final String MOMENT =
            """
            select cast(cast(pg_snapshot_xmin(now.snapshot) as text) as bigint) as past,
                cast(cast(pg_snapshot_xmax(now.snapshot) as text) as bigint) as future
            from (select pg_current_snapshot() as snapshot) as now
            """;
    /** Not if the group has got another query meanwhile. */
    private static final String NOTE_WHOLE =
            """
            update device_group set
                whole_at = case when settled_after <= $3 and not $5 then null
                    else now() + make_interval(secs => $6) end,
                settled_after = coalesce(settled_after, $4)
            where id = $1 and query = $2
            """;

    private final Pool pool;
    private final DeviceLanguage language;
    private final GroupLimits limits;
    private final Clock clock = Clock.systemUTC();

    PostgresDynamicGroups(Pool pool, DeviceLanguage language, GroupLimits limits) {
        this.pool = pool;
        this.language = language;
        this.limits = limits;
    }

    /** Membership changes are no changes of a device here: nobody would notice that another group has changed. */
    @Override
    public void check(String query) {
        if (language.read(query).fields().stream().anyMatch(GROUPS::contains)) {
            throw new InvalidRequest("query", "of a group cannot ask for other groups");
        }
    }

    @Override
    @WithTransaction
    public Uni<Void> askForWhole(Group group) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ASK_FOR_WHOLE)
                        .setParameter("id", group.id().value())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Group>> dueWhole() {
        return pool.preparedQuery(DUE_WHOLE).execute().map(PostgresDynamicGroups::groups);
    }

    @Override
    public Uni<List<Group>> ofWorkspace(String workspace) {
        return pool.preparedQuery(OF_WORKSPACE).execute(Tuple.of(workspace)).map(PostgresDynamicGroups::groups);
    }

    @Override
    public Uni<Difference> difference(Group group, @Nullable List<DeviceId> among) {
        DifferenceSql sql = new DifferenceSql(group, query(group), among, limits.members(), clock.instant());
        return pool.preparedQuery(sql.text()).execute(sql.parameters()).map(DifferenceSql::read);
    }

    private FleetQuery query(Group group) {
        return language.read(Objects.requireNonNull(group.profile().query()));
    }

    @Override
    public Uni<Moment> moment() {
        return pool.preparedQuery(MOMENT).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Moment(row.getLong("past"), row.getLong("future"));
        });
    }

    @Override
    public Uni<Void> noteWhole(Group group, Moment moment) {
        return pool.preparedQuery(NOTE_WHOLE)
                .execute(Tuple.from(new Object[] {
                    group.id().value(),
                    group.profile().query(),
                    moment.past(),
                    moment.future(),
                    query(group).dependsOnNow(),
                    limits.upkeep().clockInterval().toMillis() / 1000.0
                }))
                .replaceWithVoid();
    }

    private static List<Group> groups(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(GroupRow::read)
                .toList();
    }
}
