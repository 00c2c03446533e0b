package io.muster.registry.postgres;

import java.util.ArrayList;
import java.util.HashMap;
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
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Groups, a row each. */
@ApplicationScoped
class PostgresGroups implements Groups {

    private static final String BY_ID = "from GroupRow where workspace = :workspace and id = :id and not ended";
    private static final String CHILD =
            """
            from GroupRow
            where workspace = :workspace and coalesce(parent, '') = :parent and name = :name and not ended
            """;
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
    private static final String LINEAGE =
            """
            with recursive lineage as (
                select id, parent, 1 as level from device_group where id = :id
                union all
                select above.id, above.parent, level + 1 from device_group above join lineage on lineage.parent = above.id)
            select id from lineage order by level
            """;
    private static final String HEIGHT =
            """
            with recursive subtree as (
                select id, 1 as level from device_group where id = :id
                union all
                select child.id, level + 1 from device_group child join subtree on child.parent = subtree.id)
            select max(level) from subtree
            """;
    /** The first number sets these locks apart from others. */
    private static final String LOCK_TREE = "select cast(pg_advisory_xact_lock(71, hashtext(:workspace)) as text)";

    private static final String CENSUS =
            "select count(*), count(query) from device_group where workspace = :workspace and not ended";
    private static final String NAME_TAKEN =
            "select count(*) > 0 from device_group where workspace = :workspace and name = :name and not ended";
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
        Map<String, Object> parameters = new HashMap<>();
        String where = where(query, parameters);
        return Panache.getSession().chain(session -> bind(
                        session.createQuery("select count(*)" + where, Long.class), parameters)
                .getSingleResult()
                .chain(total -> bind(session.createQuery(where + " order by name, id", GroupRow.class), parameters)
                        .setFirstResult(query.page().offset())
                        .setMaxResults(query.page().limit())
                        .getResultList()
                        .map(rows ->
                                new Page<>(rows.stream().map(GroupRow::group).toList(), total, query.page()))));
    }

    private static String where(GroupQuery query, Map<String, Object> parameters) {
        List<String> conditions = new ArrayList<>(List.of("workspace = :workspace", "not ended"));
        parameters.put("workspace", query.workspace());
        if (query.topOnly()) {
            conditions.add("parent is null");
        }
        if (query.parent() != null) {
            conditions.add("parent = :parent");
            parameters.put("parent", query.parent().value());
        }
        if (query.name() != null) {
            conditions.add("name = :name");
            parameters.put("name", query.name());
        }
        if (query.text() != null) {
            conditions.add("(locate(lower(:text), lower(name)) > 0 or locate(lower(:text), lower(description)) > 0)");
            parameters.put("text", query.text());
        }
        return " from GroupRow where " + String.join(" and ", conditions);
    }

    private static <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query, Map<String, Object> parameters) {
        parameters.forEach(query::setParameter);
        return query;
    }

    @Override
    public Uni<Void> lockTree(String workspace) {
        return one(String.class, LOCK_TREE, Map.of("workspace", workspace)).replaceWithVoid();
    }

    @Override
    public Uni<Census> census(String workspace) {
        return one(Object[].class, CENSUS, Map.of("workspace", workspace))
                .map(counts -> new Census(((Number) counts[0]).longValue(), ((Number) counts[1]).longValue()));
    }

    @Override
    public Uni<Boolean> isNameTaken(String workspace, String name) {
        return one(Boolean.class, NAME_TAKEN, Map.of("workspace", workspace, "name", name));
    }

    @Override
    public Uni<@Nullable Group> child(String workspace, @Nullable GroupId parent, String name) {
        return Panache.getSession()
                .chain(session -> session.createQuery(CHILD, GroupRow.class)
                        .setParameter("workspace", workspace)
                        .setParameter("parent", parent == null ? "" : parent.value())
                        .setParameter("name", name)
                        .getSingleResultOrNull())
                .map(PostgresGroups::group);
    }

    @Override
    public Uni<List<GroupId>> lineage(GroupId id) {
        return all(String.class, LINEAGE, Map.of("id", id.value()))
                .map(ids -> ids.stream().map(GroupId::new).toList());
    }

    @Override
    public Uni<Integer> height(GroupId id) {
        return one(Integer.class, HEIGHT, Map.of("id", id.value()));
    }

    @Override
    public Uni<List<Group>> lockSubtree(String workspace, GroupId id) {
        return all(String.class, SUBTREE, Map.of("workspace", workspace, "id", id.value()))
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
                .map(PostgresGroups::group);
    }

    @Override
    public Uni<List<Group>> lockGroupsOf(DeviceId device) {
        Map<String, Object> parameters = Map.of("device", device.value());
        return all(String.class, SHUT, parameters)
                .chain(() -> all(String.class, OF_DEVICE, parameters))
                .chain(PostgresGroups::lockAll);
    }

    @Override
    public Uni<@Nullable Group> lockEnded() {
        return all(String.class, ENDED, Map.of())
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

    private static <T> Uni<T> one(Class<T> kind, String sql, Map<String, Object> parameters) {
        return Panache.getSession().chain(session -> bind(session.createNativeQuery(sql, kind), parameters)
                .getSingleResult());
    }

    private static <T> Uni<List<T>> all(Class<T> kind, String sql, Map<String, Object> parameters) {
        return Panache.getSession().chain(session -> bind(session.createNativeQuery(sql, kind), parameters)
                .getResultList());
    }

    private static @Nullable Group group(@Nullable GroupRow row) {
        return row == null ? null : row.group();
    }
}
