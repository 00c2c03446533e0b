package io.muster.registry.postgres;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.muster.kit.paging.Page;
import io.muster.registry.device.DeviceId;
import io.muster.registry.group.Group;
import io.muster.registry.group.GroupId;
import io.muster.registry.group.GroupQuery;
import io.muster.registry.group.GroupRefusal.GroupNameTaken;
import io.muster.registry.group.GroupRefusal.GroupUnknown;
import io.muster.registry.group.Groups;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Groups, a row each; how they are nested reads {@link PostgresGroupTree}. */
@ApplicationScoped
class PostgresGroups implements Groups {

    private static final String BY_ID = "from GroupRow where workspace = :workspace and id = :id and not ended";
    private static final String LOCK = "from GroupRow where id in :ids order by id";
    /** A row that is locked for a change of its columns may still be referred to by new rows; this one may not. */
    private static final String SHUT = "select id from device where id = :device for update";

    private static final String OF_DEVICE = "select group_id from group_member where device = :device";
    private static final String ENDED =
            "select id from device_group where ended order by id limit 1 for update skip locked";
    private static final String SUBTREE =
            """
            with recursive subtree as (
                select id from device_group where workspace = :workspace and id = :id and not ended
                union all
                select child.id from device_group child join subtree on child.parent = subtree.id)
            select id from subtree
            """;
    private static final String END =
            """
            update device_group set ended = true, parent = null, revision = revision + 1
            where id = any(cast(:ids as text[]))
            """;

    @Override
    @WithSession
    public Uni<Group> require(String workspace, GroupId id) {
        return find(workspace, id, LockModeType.NONE).onItem().ifNull().failWith(() -> new GroupUnknown(id));
    }

    @Override
    @WithSession
    public Uni<Page<Group>> page(GroupQuery query) {
        return new GroupSearch(query).page();
    }

    @Override
    public Uni<List<Group>> lockSubtree(String workspace, GroupId id) {
        return NativeQueries.all(String.class, SUBTREE, Map.of("workspace", workspace, "id", id.value()))
                .chain(PostgresGroups::lockAll)
                .invoke(groups -> {
                    if (groups.isEmpty()) {
                        throw new GroupUnknown(id);
                    }
                });
    }

    @Override
    public Uni<Void> add(Group group) {
        return Panache.getSession()
                .chain(session -> session.persist(GroupRow.of(group)).chain(session::flush))
                .onFailure(ConstraintViolationException.class)
                .transform(taken -> new GroupNameTaken(group.profile().name()));
    }

    @Override
    public Uni<Group> lock(String workspace, GroupId id) {
        return lockIfThere(workspace, id).onItem().ifNull().failWith(() -> new GroupUnknown(id));
    }

    @Override
    public Uni<@Nullable Group> lockIfThere(String workspace, GroupId id) {
        return find(workspace, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Uni<@Nullable Group> find(String workspace, GroupId id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.createQuery(BY_ID, GroupRow.class)
                        .setParameter("workspace", workspace)
                        .setParameter("id", id.value())
                        .setLockMode(lock)
                        .getSingleResultOrNull())
                .map(GroupRow::groupOf);
    }

    @Override
    public Uni<List<Group>> lockGroupsOf(DeviceId device) {
        Map<String, Object> parameters = Map.of("device", device.value());
        return NativeQueries.all(String.class, SHUT, parameters)
                .chain(() -> NativeQueries.all(String.class, OF_DEVICE, parameters))
                .chain(PostgresGroups::lockAll);
    }

    @Override
    public Uni<@Nullable Group> lockEnded() {
        return NativeQueries.all(String.class, ENDED, Map.of())
                .chain(PostgresGroups::lockAll)
                .map(groups -> groups.isEmpty() ? null : groups.get(0));
    }

    private static Uni<List<Group>> lockAll(List<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession()
                .chain(session -> session.createQuery(LOCK, GroupRow.class)
                        .setParameter("ids", ids)
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList())
                .map(rows -> rows.stream().map(GroupRow::group).toList());
    }

    @Override
    public Uni<Void> save(Group group) {
        return Panache.getSession()
                .chain(session -> session.find(GroupRow.class, group.id().value()))
                .invoke(row -> row.take(group))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> end(List<Group> groups) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(END)
                        .setParameter(
                                "ids",
                                groups.stream().map(group -> group.id().value()).toArray(String[]::new))
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(Group group) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("delete from GroupRow where id = :id")
                        .setParameter("id", group.id().value())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
