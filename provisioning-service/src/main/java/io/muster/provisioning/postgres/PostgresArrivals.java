package io.muster.provisioning.postgres;

import java.util.List;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.LifecycleEvent;
import io.muster.kit.device.KnownDevice;
import io.muster.kit.outbox.Outbox;
import io.muster.provisioning.onboarding.Arrivals;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Newcomers are rows of the projection of devices, with revision 0: the registry's first word has revision 1. */
@ApplicationScoped
class PostgresArrivals implements Arrivals {

    private static final String HOLD = "select 1 from pg_advisory_xact_lock(hashtextextended(:name, 0))";
    /** In one order, so that two who hold many names do not wait for each other. */
    private static final String HOLD_ALL =
            """
            select count(pg_advisory_xact_lock(place)) from (
                select distinct hashtextextended(name, 0) as place from unnest(cast(:names as text[])) as named (name)
                order by place) as places
            """;

    private static final String NAMED =
            """
            select id, workspace, device_id, type, status from known_device
            where workspace = :workspace and md5(device_id) = md5(:name) and device_id = :name and not deleted
            """;
    private static final String FIND = NAMED + "order by revision > 0 desc, id desc limit 1";
    private static final String NAMESAKES =
            """
            select known.id, known.workspace, known.device_id, known.type, known.status
            from unnest(cast(:ids as text[]), cast(:workspaces as text[]), cast(:names as text[]))
                as registered (id, workspace, name)
            join known_device known on known.workspace = registered.workspace
                and md5(known.device_id) = md5(registered.name) and known.device_id = registered.name
                and known.id <> registered.id
            where known.revision = 0 and not known.deleted
            """;
    private static final String ADD_IF_NEW =
            """
            with arrived as (
                insert into known_device (id, workspace, device_id, type, status, revision, deleted)
                select :id, :workspace, :name, :type, :status, 0, false
                where not exists (select from (%s) as known)
                returning id),
            said as (%s where exists (select from arrived))
            select id from arrived
            """
                    .formatted(NAMED, Outbox.insert(":events"));
    private static final String REMOVE = "update known_device set deleted = true where id = :id";

    private final Outbox outbox;

    PostgresArrivals(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public Uni<Void> hold(String workspace, String deviceId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD, Integer.class)
                        .setParameter("name", workspace + "/" + deviceId)
                        .getSingleResult())
                .replaceWithVoid();
    }

    @Override
    public Uni<@Nullable KnownDevice> find(String workspace, String deviceId) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(FIND, Object[].class)
                        .setParameter("workspace", workspace)
                        .setParameter("name", deviceId)
                        .getSingleResultOrNull())
                .map(row -> row == null ? null : device(row));
    }

    @Override
    public Uni<Boolean> addIfNew(KnownDevice device, LifecycleEvent arrival) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(ADD_IF_NEW, String.class)
                        .setParameter("id", device.id())
                        .setParameter("workspace", device.workspace())
                        .setParameter("name", device.deviceId())
                        .setParameter("type", device.type())
                        .setParameter("status", device.status())
                        .setParameter("events", outbox.rows(List.of(arrival)))
                        .getResultList())
                .map(added -> !added.isEmpty())
                .invoke(added -> {
                    if (added) {
                        outbox.noteAppended();
                    }
                });
    }

    @Override
    public Uni<Void> holdAll(List<KnownDevice> devices) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(HOLD_ALL, Long.class)
                        .setParameter("names", texts(devices, device -> device.workspace() + "/" + device.deviceId()))
                        .getSingleResult())
                .replaceWithVoid();
    }

    @Override
    public Uni<List<KnownDevice>> namesakes(List<KnownDevice> registered) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(NAMESAKES, Object[].class)
                        .setParameter("ids", texts(registered, KnownDevice::id))
                        .setParameter("workspaces", texts(registered, KnownDevice::workspace))
                        .setParameter("names", texts(registered, KnownDevice::deviceId))
                        .getResultList())
                .map(rows -> rows.stream().map(PostgresArrivals::device).toList());
    }

    @Override
    public Uni<Void> remove(KnownDevice device) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(REMOVE)
                        .setParameter("id", device.id())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static String[] texts(List<KnownDevice> devices, Function<KnownDevice, String> text) {
        return devices.stream().map(text).toArray(String[]::new);
    }

    private static KnownDevice device(Object[] row) {
        return new KnownDevice((String) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4]);
    }
}
