package io.muster.registry.credential;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceRegistry;
import io.muster.registry.device.Devices;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Follows the provisioning service's word on devices' credentials. */
@ApplicationScoped
public class Provisioning {

    private final Devices devices;
    private final DeviceCredentials credentials;
    private final DeviceRegistry registry;

    Provisioning(Devices devices, DeviceCredentials credentials, DeviceRegistry registry) {
        this.devices = devices;
        this.credentials = credentials;
        this.registry = registry;
    }

    /** Takes the news in, unless it is old or the device is gone. The first credentials make a device active. */
    @WithTransaction
    public Uni<Void> hear(CredentialEvent event) {
        return devices.lockIfThere(event.workspace(), event.device()).chain(device -> hear(device, event));
    }

    private Uni<Void> hear(@Nullable Device device, CredentialEvent event) {
        if (device == null) {
            return Uni.createFrom().voidItem();
        }
        return credentials
                .keep(
                        device.id(),
                        event.revision(),
                        DeviceCredential.newestOf(event.credentials()).orElse(null))
                .chain(news -> news && !event.credentials().isEmpty()
                        ? registry.noteProvisioned(device)
                        : Uni.createFrom().voidItem());
    }
}
