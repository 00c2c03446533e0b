package io.muster.registry.postgres;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.muster.kit.paging.Page;
import io.muster.kit.paging.PageRequest;
import io.muster.registry.device.DeviceId;
import io.muster.registry.group.Group;
import io.muster.registry.group.GroupId;
import io.muster.registry.group.GroupRefusal.GroupNameTaken;
import io.muster.registry.group.GroupRefusal.GroupUnknown;
import io.muster.registry.group.Groups;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.common.WithSession;
import io.smallrye.mutiny.Uni;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/** Groups, a row each, and a row for each device in each. */
@ApplicationScoped
class PostgresGroups implements Groups {

    private static final String BY_ID = "from GroupRow where workspace = :workspace and id = :id";
    private static final String OF_DEVICE =
            """
            select g.* from device_group g join group_member m on m.group_id = g.id
            where m.device = :device order by g.id for update of g
            """;
    private static final String HOLD =
            """
            select d.id, d.device_id from device d
            where d.workspace = :workspace
                and (d.id = any(cast(:names as text[])) or md5(d.device_id) in (select md5(name) from unnest(cast(:names as text[])) as name))
            order by d.id for key share
            """;
    private static final String ADD =
            """
            insert into group_member (group_id, device)
            select :group, device from unnest(cast(:devices as text[])) as device
            on conflict do nothing returning device
            """;

    @Override
    @WithSession
    public Uni<Group> require(String workspace, GroupId id) {
        return find(workspace, id, LockModeType.NONE);
    }

    @Override
    @WithSession
    public Uni<Page<Group>> page(String workspace, PageRequest page) {
        return Panache.getSession().chain(session -> session.createQuery(
                        "select count(*) from GroupRow where workspace = :workspace", Long.class)
                .setParameter("workspace", workspace)
                .getSingleResult()
                .chain(total -> rows(session, workspace, page)
                        .map(rows ->
                                new Page<>(rows.stream().map(GroupRow::group).toList(), total, page))));
    }

    private static Uni<List<GroupRow>> rows(Mutiny.Session session, String workspace, PageRequest page) {
        return session.createQuery("from GroupRow where workspace = :workspace order by name", GroupRow.class)
                .setParameter("workspace", workspace)
                .setFirstResult(page.offset())
                .setMaxResults(page.limit())
                .getResultList();
    }

    @Override
    public Uni<Void> add(Group group) {
        return Panache.getSession()
                .chain(session -> session.persist(GroupRow.of(group)).chain(session::flush))
                .onFailure(ConstraintViolationException.class)
                .transform(taken -> new GroupNameTaken(group.name()));
    }

    @Override
    public Uni<Group> lock(String workspace, GroupId id) {
        return find(workspace, id, LockModeType.PESSIMISTIC_WRITE);
    }

    private static Uni<Group> find(String workspace, GroupId id, LockModeType lock) {
        return Panache.getSession()
                .chain(session -> session.createQuery(BY_ID, GroupRow.class)
                        .setParameter("workspace", workspace)
                        .setParameter("id", id.value())
                        .setLockMode(lock)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(() -> new GroupUnknown(id))
                .map(GroupRow::group);
    }

    @Override
    public Uni<List<Group>> lockGroupsOf(DeviceId device) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(OF_DEVICE, GroupRow.class)
                        .setParameter("device", device.value())
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
    public Uni<Void> remove(Group group) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("delete from GroupRow where id = :id")
                        .setParameter("id", group.id().value())
                        .executeUpdate())
                .replaceWithVoid();
    }

    @Override
    public Uni<Map<String, DeviceId>> holdDevices(String workspace, Collection<String> references) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD, Object[].class)
                        .setParameter("workspace", workspace)
                        .setParameter("names", references.toArray(String[]::new))
                        .getResultList())
                .map(rows -> byReference(rows, Set.copyOf(references)));
    }

    private static Map<String, DeviceId> byReference(List<Object[]> rows, Set<String> references) {
        Map<String, DeviceId> devices = new LinkedHashMap<>();
        for (Object[] row : rows) {
            DeviceId id = new DeviceId((String) row[0]);
            for (Object name : row) {
                if (references.contains(name)) {
                    devices.put((String) name, id);
                }
            }
        }
        return devices;
    }

    @Override
    public Uni<List<DeviceId>> members(Group group) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "select device from group_member where group_id = :group order by device", String.class)
                        .setParameter("group", group.id().value())
                        .getResultList())
                .map(devices -> devices.stream().map(DeviceId::new).toList());
    }

    @Override
    public Uni<Set<DeviceId>> addMembers(Group group, Collection<DeviceId> devices) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD, String.class)
                        .setParameter("group", group.id().value())
                        .setParameter(
                                "devices",
                                devices.stream().map(DeviceId::value).distinct().toArray(String[]::new))
                        .getResultList())
                .map(added -> added.stream().map(DeviceId::new).collect(Collectors.toSet()));
    }

    @Override
    public Uni<Boolean> removeMember(Group group, DeviceId device) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(
                                "delete from group_member where group_id = :group and device = :device")
                        .setParameter("group", group.id().value())
                        .setParameter("device", device.value())
                        .executeUpdate())
                .map(removed -> removed == 1);
    }
}
