package io.muster.registry.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.registry.device.DeviceId;
import io.muster.registry.group.Group;
import io.muster.registry.group.Members;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Members, a row for each device in each group; many at a time are one statement. */
@ApplicationScoped
class PostgresMembers implements Members {

    private static final String HOLD =
            """
            select d.id, d.device_id from device d
            where d.id in (
                select known.id from unnest(cast(:names as text[])) as given
                join device known on known.workspace = :workspace and known.id = given
                union
                select known.id from unnest(cast(:names as text[])) as given
                join device known on known.workspace = :workspace
                    and md5(known.device_id) = md5(given) and known.device_id = given)
            order by d.id for key share
            """;
    private static final String ADD =
            """
            insert into group_member (group_id, device)
            select :group, device from unnest(cast(:devices as text[])) as device
            on conflict do nothing returning device
            """;
    private static final String REMOVE =
            "delete from group_member where group_id = :group and device = any(cast(:devices as text[])) returning device";
    private static final String REMOVE_SOME =
            """
            delete from group_member where ctid = any(array(
                select ctid from group_member where group_id = :group limit :limit))
            returning device
            """;

    @Override
    public Uni<Map<String, DeviceId>> holdDevices(String workspace, Collection<String> references) {
        if (references.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD, Object[].class)
                        .setParameter("workspace", workspace)
                        .setParameter("names", references.toArray(String[]::new))
                        .getResultList())
                .map(rows -> {
                    DeviceNames names = new DeviceNames(Set.copyOf(references));
                    rows.forEach(row -> names.note((String) row[0], (String) row[1]));
                    return names.named();
                });
    }

    @Override
    public Uni<Set<DeviceId>> add(Group group, Collection<DeviceId> devices) {
        return change(ADD, group, devices);
    }

    @Override
    public Uni<Set<DeviceId>> remove(Group group, Collection<DeviceId> devices) {
        return change(REMOVE, group, devices);
    }

    private static Uni<Set<DeviceId>> change(String sql, Group group, Collection<DeviceId> devices) {
        if (devices.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(sql, String.class)
                        .setParameter("group", group.id().value())
                        .setParameter(
                                "devices",
                                devices.stream().map(DeviceId::value).distinct().toArray(String[]::new))
                        .getResultList())
                .map(PostgresMembers::ids);
    }

    @Override
    public Uni<Set<DeviceId>> removeSome(Group group, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMOVE_SOME, String.class)
                        .setParameter("group", group.id().value())
                        .setParameter("limit", limit)
                        .getResultList())
                .map(PostgresMembers::ids);
    }

    private static Set<DeviceId> ids(List<String> devices) {
        return devices.stream().map(DeviceId::new).collect(Collectors.toSet());
    }
}
