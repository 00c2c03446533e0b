package io.muster.registry.postgres;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.registry.group.Group;
import io.muster.registry.group.GroupId;
import io.muster.registry.group.GroupTree;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The tree that the groups' parents make, walked by recursive queries. */
@ApplicationScoped
class PostgresGroupTree implements GroupTree {

    private static final String CHILD =
            """
            from GroupRow
            where workspace = :workspace and coalesce(parent, '') = :parent and name = :name and not ended
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

    @Override
    public Uni<Void> lock(String workspace) {
        return NativeQueries.one(String.class, LOCK_TREE, Map.of("workspace", workspace))
                .replaceWithVoid();
    }

    @Override
    public Uni<Census> census(String workspace) {
        return NativeQueries.one(Object[].class, CENSUS, Map.of("workspace", workspace))
                .map(counts -> new Census(((Number) counts[0]).longValue(), ((Number) counts[1]).longValue()));
    }

    @Override
    public Uni<Boolean> isNameTaken(String workspace, String name) {
        return NativeQueries.one(Boolean.class, NAME_TAKEN, Map.of("workspace", workspace, "name", name));
    }

    @Override
    public Uni<@Nullable Group> child(String workspace, @Nullable GroupId parent, String name) {
        return Panache.getSession()
                .chain(session -> session.createQuery(CHILD, GroupRow.class)
                        .setParameter("workspace", workspace)
                        .setParameter("parent", parent == null ? "" : parent.value())
                        .setParameter("name", name)
                        .getSingleResultOrNull())
                .map(GroupRow::groupOf);
    }

    @Override
    public Uni<List<GroupId>> lineage(GroupId id) {
        return NativeQueries.all(String.class, LINEAGE, Map.of("id", id.value()))
                .map(ids -> ids.stream().map(GroupId::new).toList());
    }

    @Override
    public Uni<Integer> height(GroupId id) {
        return NativeQueries.one(Integer.class, HEIGHT, Map.of("id", id.value()));
    }
}
