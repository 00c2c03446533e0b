package io.muster.provisioning.postgres;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import io.muster.kit.device.DeviceUnknown;
import io.muster.provisioning.credential.Credential;
import io.muster.provisioning.credential.Credentials;
import io.muster.provisioning.credential.DeviceCredentials;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class PostgresCredentials implements Credentials {

    /** Shared with other readers; a deletion that comes at this moment waits, and then finds the new credential. */
    private static final String STILL_THERE =
            "select 1 from known_device where id = :device and workspace = :workspace and not deleted for share";

    private static final String BEGIN =
            """
            insert into device_trust (device, workspace, revision) values (:device, :workspace, 0)
            on conflict (device) do nothing
            """;
    private static final String NEWEST_FIRST = "workspace = ?1 and device = ?2 order by id desc";

    @Override
    public Uni<DeviceCredentials> hold(String workspace, String device) {
        return Panache.getSession()
                .call(session -> requireStillThere(session, workspace, device))
                .call(session -> session.createNativeQuery(BEGIN)
                        .setParameter("device", device)
                        .setParameter("workspace", workspace)
                        .executeUpdate())
                .chain(() -> holdIfAny(device));
    }

    @Override
    public Uni<@Nullable DeviceCredentials> holdIfAny(String device) {
        return DeviceTrustRow.<DeviceTrustRow>findById(device, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNotNull()
                .transformToUni(trust -> of(trust.workspace, device)
                        .map(held -> new DeviceCredentials(trust.workspace, device, trust.revision, held)));
    }

    @Override
    public Uni<Void> keep(DeviceCredentials changed) {
        return DeviceTrustRow.<DeviceTrustRow>findById(changed.device())
                .invoke(trust -> trust.revision = changed.revision())
                .chain(() -> rows(changed.workspace(), changed.device()))
                .call(rows -> removeMissing(rows, changed))
                .chain(rows -> addNew(rows, changed));
    }

    @Override
    public Uni<Void> forget(String device) {
        return CredentialRow.delete("device", device)
                .chain(() -> DeviceTrustRow.delete("device", device))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Credential>> of(String workspace, String device) {
        return rows(workspace, device)
                .map(rows -> rows.stream().map(CredentialRow::credential).toList());
    }

    private static Uni<List<CredentialRow>> rows(String workspace, String device) {
        return CredentialRow.list(NEWEST_FIRST, workspace, device);
    }

    private static Uni<?> requireStillThere(Mutiny.Session session, String workspace, String device) {
        return session.createNativeQuery(STILL_THERE, Integer.class)
                .setParameter("device", device)
                .setParameter("workspace", workspace)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> new DeviceUnknown(device));
    }

    private static Uni<Void> removeMissing(List<CredentialRow> rows, DeviceCredentials changed) {
        Set<String> kept = changed.credentials().stream()
                .map(credential -> credential.id().text())
                .collect(Collectors.toSet());
        Object[] gone = rows.stream().filter(row -> !kept.contains(row.id)).toArray();
        return Panache.getSession().chain(session -> session.removeAll(gone));
    }

    private static Uni<Void> addNew(List<CredentialRow> rows, DeviceCredentials changed) {
        Set<String> there = rows.stream().map(row -> row.id).collect(Collectors.toSet());
        Object[] fresh = changed.credentials().stream()
                .filter(credential -> !there.contains(credential.id().text()))
                .map(credential -> CredentialRow.of(changed, credential))
                .toArray();
        return Panache.getSession().chain(session -> session.persistAll(fresh));
    }
}
