package io.muster.registry.postgres;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.registry.credential.DeviceCredential;
import io.muster.registry.credential.DeviceCredentials;
import io.muster.registry.device.DeviceBelongings;
import io.muster.registry.device.DeviceId;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The newest credential of each device that ever had one. */
@ApplicationScoped
class PostgresDeviceCredentials implements DeviceCredentials, DeviceBelongings {

    @Override
    public Uni<Boolean> keep(DeviceId device, long revision, @Nullable DeviceCredential credential) {
        CredentialRow row = CredentialRow.of(device.value(), revision, credential);
        return Panache.getSession().chain(session -> session.find(CredentialRow.class, device.value())
                .chain(known -> known != null && known.revision >= revision
                        ? Uni.createFrom().item(false)
                        : keep(session, row)));
    }

    private static Uni<Boolean> keep(Mutiny.Session session, CredentialRow row) {
        return session.merge(row).replaceWith(true);
    }

    @Override
    public String kind() {
        return "credentials";
    }

    @Override
    public Uni<Long> removeOf(DeviceId device) {
        return Panache.getSession()
                .chain(session -> session.createMutationQuery("delete from CredentialRow where device = :device")
                        .setParameter("device", device.value())
                        .executeUpdate())
                .map(Integer::longValue);
    }
}
