package io.muster.provisioning.onboarding;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.DeviceEvent;
import io.muster.events.DeviceEvent.DeviceDeleted;
import io.muster.events.DeviceSnapshot;
import io.muster.kit.device.DeviceFollower;
import io.muster.kit.device.KnownDevice;
import io.quarkus.arc.All;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Ends newcomers whose name the registry has given to another device: somebody registered it there at the moment it
 * came in here. The registry's device stays. The newcomer's credentials name the newcomer and cannot be handed on, so
 * they are revoked; when it comes in again, it is the registry's device.
 */
@ApplicationScoped
class Namesakes implements DeviceFollower {

    private static final Logger LOG = Logger.getLogger(Namesakes.class);

    private final Arrivals arrivals;
    private final List<Displacement> displacements;

    Namesakes(Arrivals arrivals, @All List<Displacement> displacements) {
        this.arrivals = arrivals;
        this.displacements = displacements;
    }

    @Override
    @WithTransaction
    public Uni<Void> onDevices(List<DeviceEvent> events) {
        List<KnownDevice> registered = events.stream()
                .filter(event -> !(event instanceof DeviceDeleted))
                .map(event -> known(event.device()))
                .toList();
        return arrivals.holdAll(registered)
                .chain(() -> arrivals.namesakes(registered))
                .chain(this::displaceAll);
    }

    private static KnownDevice known(DeviceSnapshot said) {
        return new KnownDevice(said.id(), said.workspace(), said.deviceId(), said.type(), said.status());
    }

    private Uni<Void> displaceAll(List<KnownDevice> newcomers) {
        return Multi.createFrom()
                .iterable(newcomers)
                .onItem()
                .transformToUniAndConcatenate(this::displace)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> displace(KnownDevice newcomer) {
        LOG.warnf(
                "newcomer displaced workspace=%s device=%s reason=the registry gave its name to another device first",
                newcomer.workspace(), newcomer.id());
        return Multi.createFrom()
                .iterable(displacements)
                .onItem()
                .transformToUniAndConcatenate(displacement -> displacement.onDisplaced(newcomer))
                .collect()
                .last()
                .chain(() -> arrivals.remove(newcomer));
    }
}
