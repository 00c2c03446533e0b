package io.muster.kit.group;

import java.util.Collection;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.GroupEvent;
import io.muster.events.GroupEvent.GroupDeleted;
import io.muster.events.LifecycleEvent;
import io.muster.events.MembershipEvent;
import io.muster.events.MembershipEvent.MemberRemoved;
import io.muster.kit.device.DeviceSettings;
import io.muster.kit.device.News;
import io.muster.kit.json.CleanText;
import io.muster.kit.postgres.Lookups;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The service's own projection of {@code device-groups} and {@code group-members}. */
@ApplicationScoped
public class KnownGroups {

    /** The same word again may tell what was not kept when it came first. */
    private static final String LEARN_GROUPS =
            """
            insert into known_group as known (id, workspace, members, revision, deleted, name, parent)
            select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::boolean[], $6::text[], $7::text[])
                as said (id, workspace, members, revision, deleted, name, parent)
            order by id
            on conflict (id) do update set
                members = excluded.members, revision = excluded.revision, deleted = excluded.deleted,
                name = excluded.name, parent = excluded.parent
            where known.revision <= excluded.revision
            """;
    /** What is said of a device after its deletion must not outlive its purge, which leaves its id alone. */
    private static final String LEARN_MEMBERS =
            """
            insert into known_member as known (group_id, device, workspace, revision, removed)
            select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::boolean[])
                as said (group_id, device, workspace, revision, removed)
            where not exists (
                select from known_device gone where gone.id = said.device and gone.deleted and gone.device_id = '')
            order by group_id, device
            on conflict (group_id, device) do update set revision = excluded.revision, removed = excluded.removed
            where known.revision < excluded.revision
            """;

    private static final String FIND =
            """
            select members as announced,
                (select count(*) from known_member member
                 where member.group_id = known_group.id and member.workspace = $1 and not removed) as members
            from known_group where id = $2 and workspace = $1 and not deleted
            """;
    private static final String MEMBERS =
            """
            select device from known_member
            where group_id = $2 and workspace = $1 and not removed order by device limit $3
            """;

    private final Lookups lookups;
    private final News news;

    KnownGroups(Lookups lookups, News news) {
        this.lookups = lookups;
        this.news = news;
    }

    /**
     * The group. One that is not known yet, or of which some members have not come or left yet, is waited for as long as
     * {@link DeviceSettings#newsWait()} says; after that it is answered as far as it is known.
     *
     * <p>Fails with {@link GroupUnknown} if the workspace has no such group. Call it outside of a transaction.
     */
    public Uni<KnownGroup> require(String workspace, String id) {
        if (!CleanText.isClean(id)) {
            return Uni.createFrom().failure(new GroupUnknown(id));
        }
        return news.await(() -> find(workspace, id), group -> group != null && group.isComplete())
                .onItem()
                .ifNull()
                .failWith(() -> new GroupUnknown(id));
    }

    /**
     * The devices of a group, by {@code id}; waits as {@link #require} does.
     *
     * <p>Fails with {@link GroupUnknown} if the workspace has no such group.
     *
     * @param limit the most that are wanted; one more is answered where there are more
     */
    public Uni<List<String>> members(String workspace, String id, int limit) {
        return require(workspace, id)
                .chain(group -> lookups.of(MEMBERS, Tuple.of(workspace, id, limit + 1)))
                .map(rows -> rows.stream().map(row -> row.getString("device")).toList());
    }

    Uni<Void> learnGroups(List<GroupEvent> events) {
        Collection<GroupEvent> words = LifecycleEvent.newest(events);
        return lookups.of(LEARN_GROUPS, Tuple.from(new Object[] {
                    words.stream().map(GroupEvent::subject).toArray(String[]::new),
                    words.stream().map(GroupEvent::workspace).toArray(String[]::new),
                    words.stream().map(event -> event.group().members()).toArray(Long[]::new),
                    words.stream().map(GroupEvent::revision).toArray(Long[]::new),
                    words.stream().map(GroupDeleted.class::isInstance).toArray(Boolean[]::new),
                    words.stream().map(event -> event.group().name()).toArray(String[]::new),
                    words.stream().map(event -> event.group().parent()).toArray(String[]::new)
                }))
                .replaceWithVoid();
    }

    Uni<Void> learnMembers(List<MembershipEvent> events) {
        Collection<MembershipEvent> words = LifecycleEvent.newest(events);
        return lookups.of(LEARN_MEMBERS, Tuple.from(new Object[] {
                    words.stream().map(MembershipEvent::groupId).toArray(String[]::new),
                    words.stream().map(MembershipEvent::device).toArray(String[]::new),
                    words.stream().map(MembershipEvent::workspace).toArray(String[]::new),
                    words.stream().map(MembershipEvent::revision).toArray(Long[]::new),
                    words.stream().map(MemberRemoved.class::isInstance).toArray(Boolean[]::new)
                }))
                .replaceWithVoid();
    }

    private Uni<@Nullable KnownGroup> find(String workspace, String id) {
        return lookups.of(FIND, Tuple.of(workspace, id)).map(rows -> first(id, rows));
    }

    private static @Nullable KnownGroup first(String id, RowSet<Row> rows) {
        for (Row row : rows) {
            return new KnownGroup(id, row.getLong("announced"), row.getLong("members"));
        }
        return null;
    }
}
