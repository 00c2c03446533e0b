package io.muster.shadow.derivation;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.events.LifecycleEvent;
import io.muster.events.StateReported;
import io.muster.kit.device.DeviceUnknown;
import io.muster.kit.device.KnownDevices;
import io.muster.shadow.change.DeviceShadows;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Carries what devices say as telemetry and status over into their own shadows. A value has the time at which it was
 * measured, so that what the device reports itself stays for as long as it is newer.
 */
@ApplicationScoped
public class DerivedShadows {

    private static final Logger LOG = Logger.getLogger(DerivedShadows.class);

    private final KnownDevices devices;
    private final DeviceShadows shadows;
    private final DerivationSettings settings;
    private final DerivationLimits limits;

    DerivedShadows(KnownDevices devices, DeviceShadows shadows, DerivationSettings settings, DerivationLimits limits) {
        this.devices = devices;
        this.shadows = shadows;
        this.settings = settings;
        this.limits = limits;
    }

    /** Takes the newest word on each device. */
    public Uni<Void> hear(List<StateReported> states) {
        Collection<StateReported> newest = LifecycleEvent.newest(states);
        return settings.off(newest.stream().map(StateReported::workspace).collect(Collectors.toSet()))
                .chain(off -> takeAll(newest, off));
    }

    private Uni<Void> takeAll(Collection<StateReported> states, Set<String> off) {
        return Multi.createFrom()
                .iterable(states)
                .filter(state ->
                        !off.contains(state.workspace()) && !state.channels().isEmpty())
                .onItem()
                .transformToUni(this::take)
                .merge(limits.devicesAtOnce())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> take(StateReported state) {
        return devices.require(state.workspace(), state.device())
                .chain(device -> shadows.derive(ShadowId.of(device.workspace(), device.id()), DerivedReports.of(state)))
                .onFailure(DeviceUnknown.class)
                .invoke(() -> LOG.infof(
                        "state ignored workspace=%s device=%s reason=device-unknown",
                        state.workspace(), state.device()))
                .onFailure(DeviceUnknown.class)
                .recoverWithNull();
    }
}
