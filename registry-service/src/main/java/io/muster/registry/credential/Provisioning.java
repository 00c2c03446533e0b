package io.muster.registry.credential;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.CredentialEvent;
import io.muster.registry.device.Device;
import io.muster.registry.device.DeviceRegistry;
import io.muster.registry.device.Devices;
import io.muster.registry.news.EarlyNews;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Follows the provisioning service's word on devices' credentials. */
@ApplicationScoped
public class Provisioning {

    private final Devices devices;
    private final DeviceCredentials credentials;
    private final DeviceRegistry registry;
    private final EarlyNews news;

    Provisioning(Devices devices, DeviceCredentials credentials, DeviceRegistry registry, EarlyNews news) {
        this.devices = devices;
        this.credentials = credentials;
        this.registry = registry;
        this.news = news;
    }

    /**
     * Takes the news in, unless it is old; of a device that is not there it is kept, for the device may be registered
     * later. The first credentials make a device active.
     */
    @WithTransaction
    public Uni<Void> hear(CredentialEvent event) {
        return device(event)
                .onItem()
                .ifNull()
                .switchTo(() -> news.hold(event.device()).chain(() -> device(event)))
                .chain(device -> device == null ? news.keep(event) : hear(device, event));
    }

    private Uni<@Nullable Device> device(CredentialEvent event) {
        return devices.lockIfThere(event.workspace(), event.device());
    }

    private Uni<Void> hear(Device device, CredentialEvent event) {
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
