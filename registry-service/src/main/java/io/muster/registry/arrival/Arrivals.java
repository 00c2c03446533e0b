package io.muster.registry.arrival;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.ConnectivityEvent;
import io.muster.events.CredentialEvent;
import io.muster.events.DeviceOnboarded;
import io.muster.events.LifecycleEvent;
import io.muster.kit.problem.InvalidRequest;
import io.muster.registry.connection.Presence;
import io.muster.registry.credential.Provisioning;
import io.muster.registry.device.Deletions;
import io.muster.registry.device.DeviceId;
import io.muster.registry.device.DeviceInfo;
import io.muster.registry.device.DeviceProfile;
import io.muster.registry.device.DeviceRegistry;
import io.muster.registry.device.Devices;
import io.muster.registry.group.GroupDirectory;
import io.muster.registry.news.EarlyNews;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Registers the devices that the provisioning service has let in, under the {@code id} it gave them. A name that the
 * workspace has given to another device meanwhile stays with that one: nothing is said of the newcomer then, and the
 * provisioning service, which hears of the other, takes its credentials back.
 */
@ApplicationScoped
public class Arrivals {

    private static final Logger LOG = Logger.getLogger(Arrivals.class);

    private final Devices devices;
    private final Deletions deletions;
    private final DeviceRegistry registry;
    private final EarlyNews news;
    private final Provisioning provisioning;
    private final Presence presence;
    private final GroupDirectory groups;

    Arrivals(
            Devices devices,
            Deletions deletions,
            DeviceRegistry registry,
            EarlyNews news,
            Provisioning provisioning,
            Presence presence,
            GroupDirectory groups) {
        this.devices = devices;
        this.deletions = deletions;
        this.registry = registry;
        this.news = news;
        this.provisioning = provisioning;
        this.presence = presence;
        this.groups = groups;
    }

    /** Registers the newcomer, unless it is registered already, was deleted since, or its name is taken. */
    @WithTransaction
    public Uni<Void> welcome(DeviceOnboarded newcomer) {
        return news.hold(newcomer.device())
                .chain(() -> isNew(newcomer))
                .chain(fresh -> fresh ? register(newcomer) : Uni.createFrom().voidItem());
    }

    private Uni<Boolean> isNew(DeviceOnboarded newcomer) {
        return isThere(newcomer, newcomer.device())
                .chain(there -> there ? Uni.createFrom().item(true) : isThere(newcomer, newcomer.deviceId()))
                .chain(there ->
                        there ? Uni.createFrom().item(true) : deletions.contain(new DeviceId(newcomer.device())))
                .map(known -> !known);
    }

    private Uni<Boolean> isThere(DeviceOnboarded newcomer, String reference) {
        return devices.lockIfThere(newcomer.workspace(), reference).map(device -> device != null);
    }

    private Uni<Void> register(DeviceOnboarded newcomer) {
        return Uni.createFrom()
                .deferred(() -> registry.register(
                        new DeviceId(newcomer.device()), newcomer.workspace(), newcomer.deviceId(), profile(newcomer)))
                .call(device -> joinGroups(newcomer, device.id()))
                .chain(device -> news.take(newcomer.device()))
                .chain(this::hearAll)
                .onFailure(InvalidRequest.class)
                .recoverWithUni(refusal -> refused(newcomer, refusal));
    }

    private Uni<Void> joinGroups(DeviceOnboarded newcomer, DeviceId device) {
        return Multi.createFrom()
                .iterable(newcomer.groups())
                .onItem()
                .transformToUniAndConcatenate(path -> groups.join(newcomer.workspace(), path, device))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> hearAll(Iterable<LifecycleEvent> early) {
        return Multi.createFrom()
                .iterable(early)
                .onItem()
                .transformToUniAndConcatenate(this::hear)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> hear(LifecycleEvent early) {
        if (early instanceof CredentialEvent credentials) {
            return provisioning.hear(credentials);
        }
        return early instanceof ConnectivityEvent connectivity
                ? presence.hear(connectivity)
                : Uni.createFrom().voidItem();
    }

    /** The limits here are narrower than those of the service that let it in; trying again would not help. */
    private static Uni<Void> refused(DeviceOnboarded newcomer, Throwable refusal) {
        LOG.warnf(
                "newcomer not registered workspace=%s device=%s reason=%s",
                newcomer.workspace(), newcomer.device(), refusal.getMessage());
        return Uni.createFrom().voidItem();
    }

    private static DeviceProfile profile(DeviceOnboarded newcomer) {
        return new DeviceProfile(
                newcomer.type(),
                newcomer.name(),
                null,
                DeviceInfo.of(newcomer.info()),
                newcomer.tags(),
                newcomer.metadata());
    }
}
