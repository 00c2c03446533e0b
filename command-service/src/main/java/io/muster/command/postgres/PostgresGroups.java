package io.muster.command.postgres;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.command.audience.Groups;
import io.muster.events.GroupEvent;
import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.MembershipEvent;
import io.muster.events.MembershipEvent.MemberRemoved;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresGroups implements Groups {

    private static final String LEARN_GROUP =
            """
            insert into device_group as known (id, workspace, members, revision, deleted)
            values ($1, $2, $3, $4, $5)
            on conflict (id) do update set
                members = excluded.members, revision = excluded.revision, deleted = excluded.deleted
            where known.revision < excluded.revision
            """;
    private static final String LEARN_MEMBER =
            """
            insert into group_member as known (group_id, device, workspace, revision, removed)
            values ($1, $2, $3, $4, $5)
            on conflict (group_id, device) do update set revision = excluded.revision, removed = excluded.removed
            where known.revision < excluded.revision
            """;
    private static final String FIND =
            """
            select members as announced,
                (select count(*) from group_member member
                 where member.group_id = device_group.id and member.workspace = $1 and not member.removed) as members
            from device_group where id = $2 and workspace = $1 and not deleted
            """;

    private final Pool pool;
    private final News news;

    PostgresGroups(Pool pool, News news) {
        this.pool = pool;
        this.news = news;
    }

    @Override
    public Uni<@Nullable KnownGroup> awaitComplete(String workspace, String id) {
        return news.await(() -> find(workspace, id), group -> group != null && group.isComplete());
    }

    @Override
    public Uni<Void> learn(GroupEvent event) {
        return pool.preparedQuery(LEARN_GROUP)
                .execute(Tuple.of(
                        event.group().id(),
                        event.workspace(),
                        event.group().members(),
                        event.revision(),
                        event instanceof GroupDeleted))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> learn(MembershipEvent event) {
        return pool.preparedQuery(LEARN_MEMBER)
                .execute(Tuple.of(
                        event.groupId(),
                        event.device(),
                        event.workspace(),
                        event.revision(),
                        event instanceof MemberRemoved))
                .replaceWithVoid();
    }

    private Uni<@Nullable KnownGroup> find(String workspace, String id) {
        return pool.preparedQuery(FIND).execute(Tuple.of(workspace, id)).map(rows -> first(id, rows));
    }

    private static @Nullable KnownGroup first(String id, RowSet<Row> rows) {
        for (Row row : rows) {
            return new KnownGroup(id, row.getLong("announced"), row.getLong("members"));
        }
        return null;
    }
}
