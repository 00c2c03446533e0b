package io.muster.provisioning.postgres;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.muster.provisioning.newdevice.DevicePlan;
import io.muster.provisioning.newdevice.NewDeviceRequest;
import io.muster.provisioning.newdevice.NewDeviceRequests;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresNewDeviceRequests implements NewDeviceRequests {

    private static final String ONE = "workspace = ?1 and md5(id) = md5(?2) and id = ?2";
    private static final String IN_ORDER = "workspace = ?1 order by number";

    /** Two that are added at once: the second waits for the first and then finds its id taken. */
    private static final String QUEUE_UP =
            "select 1 from (select pg_advisory_xact_lock(hashtextextended(:name, 0))) as queued";

    @Override
    public Uni<Boolean> add(NewDeviceRequest request) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(QUEUE_UP, Integer.class)
                        .setParameter("name", "new-device-request:" + request.workspace() + "/" + request.id())
                        .getSingleResultOrNull())
                .chain(() -> find(request.workspace(), request.id()))
                .chain(there -> there != null
                        ? Uni.createFrom().item(false)
                        : NewDeviceRequestRow.of(request).persist().replaceWith(true));
    }

    @Override
    public Uni<@Nullable NewDeviceRequest> find(String workspace, String id) {
        return NewDeviceRequestRow.<NewDeviceRequestRow>find(ONE, workspace, id)
                .firstResult()
                .map(PostgresNewDeviceRequests::request);
    }

    @Override
    public Uni<@Nullable NewDeviceRequest> hold(String workspace, String id) {
        return row(workspace, id).map(PostgresNewDeviceRequests::request);
    }

    @Override
    public Uni<Void> change(NewDeviceRequest changed) {
        return row(changed.workspace(), changed.id())
                .invoke(row -> row.take(changed.state()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> plan(String workspace, String id, DevicePlan plan) {
        return row(workspace, id).map(row -> {
            if (row != null) {
                row.take(plan);
            }
            return row != null;
        });
    }

    @Override
    public Uni<Boolean> remove(String workspace, String id) {
        return NewDeviceRequestRow.delete(ONE, workspace, id).map(removed -> removed == 1);
    }

    @Override
    public Uni<List<NewDeviceRequest>> list(String workspace, int offset, int most) {
        return NewDeviceRequestRow.<NewDeviceRequestRow>find(IN_ORDER, workspace)
                .range(offset, offset + most - 1)
                .list()
                .map(rows -> rows.stream().map(NewDeviceRequestRow::request).toList());
    }

    @Override
    public Uni<List<String>> atTheDoor(String workspace, int most) {
        return NewDeviceRequestRow.<NewDeviceRequestRow>find(
                        "workspace = ?1 and status = 'PENDING_ACCEPTANCE' order by number", workspace)
                .range(0, most - 1)
                .list()
                .map(rows -> rows.stream().map(row -> row.id).toList());
    }

    @Override
    public Uni<Long> count(String workspace) {
        return NewDeviceRequestRow.count("workspace", workspace);
    }

    @Override
    public Uni<Long> countDevices(String workspace) {
        return Panache.getSession().chain(session -> session.createNativeQuery(
                        "select count(*) from known_device where workspace = :workspace and not deleted", Long.class)
                .setParameter("workspace", workspace)
                .getSingleResult());
    }

    private static Uni<@Nullable NewDeviceRequestRow> row(String workspace, String id) {
        return NewDeviceRequestRow.<NewDeviceRequestRow>find(ONE, workspace, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult();
    }

    private static @Nullable NewDeviceRequest request(@Nullable NewDeviceRequestRow row) {
        return row == null ? null : row.request();
    }
}
