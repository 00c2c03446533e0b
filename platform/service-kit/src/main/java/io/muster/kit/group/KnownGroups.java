package io.muster.kit.group;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.GroupEvent;
import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.MembershipEvent;
import io.muster.events.MembershipEvent.MemberRemoved;
import io.muster.kit.device.DeviceSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;

/** The service's own projection of {@code device-groups} and {@code group-members}. */
@ApplicationScoped
public class KnownGroups {

    private static final String LEARN_GROUP =
            """
            insert into known_group as known (id, workspace, members, revision, deleted) values ($1, $2, $3, $4, $5)
            on conflict (id) do update set
                members = excluded.members, revision = excluded.revision, deleted = excluded.deleted
            where known.revision < excluded.revision
            """;
    private static final String LEARN_MEMBER =
            """
            insert into known_member as known (group_id, device, workspace, revision, removed)
            values ($1, $2, $3, $4, $5)
            on conflict (group_id, device) do update set revision = excluded.revision, removed = excluded.removed
            where known.revision < excluded.revision
            """;
    private static final String MEMBERS =
            """
            select members as announced, array(
                select device from known_member member
                where member.group_id = known_group.id and member.workspace = $1 and not removed
                order by device limit $3) as devices
            from known_group where id = $2 and workspace = $1 and not deleted
            """;

    private final Pool pool;
    private final DeviceSettings settings;

    KnownGroups(Pool pool, DeviceSettings settings) {
        this.pool = pool;
        this.settings = settings;
    }

    private record Membership(boolean complete, List<String> devices) {}

    /**
     * The devices of a group, by {@code id}. A group that is not known yet, or of which members are still missing, is
     * waited for as long as {@link DeviceSettings#newsWait()} says; then those that are known are all.
     *
     * <p>Fails with {@link GroupUnknown} if the workspace has no such group.
     *
     * @param limit the most that are wanted; one more is answered where there are more
     */
    public Uni<List<String>> members(String workspace, String group, int limit) {
        return Uni.createFrom()
                .deferred(() -> find(workspace, group, limit))
                .repeat()
                .withDelay(settings.newsPoll())
                .until(membership -> membership != null && membership.complete())
                .collect()
                .last()
                .ifNoItem()
                .after(settings.newsWait())
                .recoverWithUni(Uni.createFrom().nullItem())
                .chain(() -> find(workspace, group, limit))
                .onItem()
                .ifNull()
                .failWith(() -> new GroupUnknown(group))
                .map(Membership::devices);
    }

    Uni<Void> learn(GroupEvent event) {
        return pool.preparedQuery(LEARN_GROUP)
                .execute(Tuple.of(
                        event.group().id(),
                        event.workspace(),
                        event.group().members(),
                        event.revision(),
                        event instanceof GroupDeleted))
                .replaceWithVoid();
    }

    Uni<Void> learn(MembershipEvent event) {
        return pool.preparedQuery(LEARN_MEMBER)
                .execute(Tuple.of(
                        event.groupId(),
                        event.device(),
                        event.workspace(),
                        event.revision(),
                        event instanceof MemberRemoved))
                .replaceWithVoid();
    }

    private Uni<Membership> find(String workspace, String group, int limit) {
        return pool.preparedQuery(MEMBERS)
                .execute(Tuple.of(workspace, group, limit + 1))
                .map(rows -> membership(rows, limit));
    }

    private static Membership membership(RowSet<Row> rows, int limit) {
        for (Row row : rows) {
            List<String> devices = List.of(row.getArrayOfStrings("devices"));
            return new Membership(devices.size() >= Math.min(row.getLong("announced"), limit + 1), devices);
        }
        return null;
    }
}
