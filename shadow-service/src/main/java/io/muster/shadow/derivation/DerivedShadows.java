package io.muster.shadow.derivation;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;

import io.muster.events.LifecycleEvent;
import io.muster.events.StateReported;
import io.muster.kit.Rounds;
import io.muster.kit.device.DeviceUnknown;
import io.muster.kit.device.KnownDevices;
import io.muster.shadow.change.DeviceShadows;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Carries what devices say as telemetry and status over into their own shadows, at a pace. A value has the time at which it
 * was measured, so that what the device reports itself stays for as long as it is newer.
 */
@ApplicationScoped
public class DerivedShadows {

    private static final Logger LOG = Logger.getLogger(DerivedShadows.class);

    private final DerivableStates states;
    private final KnownDevices devices;
    private final DeviceShadows shadows;
    private final DerivationSettings settings;
    private final DerivationLimits limits;
    private final Rounds rounds = new Rounds();

    DerivedShadows(
            DerivableStates states,
            KnownDevices devices,
            DeviceShadows shadows,
            DerivationSettings settings,
            DerivationLimits limits) {
        this.states = states;
        this.devices = devices;
        this.shadows = shadows;
        this.settings = settings;
        this.limits = limits;
    }

    void start(@Observes Startup event) {
        rounds.repeat("derived shadows", limits.poll(), () -> states.claim(limits.portion(), limits.lease())
                .chain(this::deriveAll));
    }

    void stop(@Observes Shutdown event) {
        rounds.stop();
    }

    /** Takes the newest word on each device, unless its workspace does not want that. */
    public Uni<Void> hear(List<StateReported> heard) {
        Collection<StateReported> newest = LifecycleEvent.newest(heard);
        return settings.off(newest.stream().map(StateReported::workspace).collect(Collectors.toSet()))
                .map(off -> newest.stream()
                        .filter(state -> !off.contains(state.workspace())
                                && !state.channels().isEmpty())
                        .toList())
                .chain(wanted ->
                        wanted.isEmpty() ? Uni.createFrom().voidItem() : states.keep(wanted, limits.interval()));
    }

    private Uni<Void> deriveAll(List<StateReported> due) {
        return Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(this::derive)
                .merge(limits.devicesAtOnce())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> derive(StateReported state) {
        return devices.require(state.workspace(), state.device())
                .chain(device -> shadows.derive(ShadowId.of(device.workspace(), device.id()), DerivedReports.of(state)))
                .onFailure(DeviceUnknown.class)
                .invoke(() -> LOG.infof(
                        "state ignored workspace=%s device=%s reason=device-unknown",
                        state.workspace(), state.device()))
                .onFailure(DeviceUnknown.class)
                .recoverWithNull()
                .chain(() -> states.settle(state, limits.interval()));
    }
}
