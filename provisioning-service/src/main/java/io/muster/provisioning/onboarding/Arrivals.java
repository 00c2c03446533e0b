package io.muster.provisioning.onboarding;

import java.util.List;

import io.muster.events.LifecycleEvent;
import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Devices that are known here before the registry has said anything of them. Used inside of a transaction. */
public interface Arrivals {

    /** Nobody else lets a device of this name in, or looks after its namesakes, until the transaction ends. */
    Uni<Void> hold(String workspace, String deviceId);

    /** As {@link #hold(String, String)}, of many names. */
    Uni<Void> holdAll(List<KnownDevice> devices);

    /** The device of this name, or null. */
    Uni<@Nullable KnownDevice> find(String workspace, String deviceId);

    /**
     * If there is no device of this name, this service knows it from now on and says so; the first word of the registry
     * on it is newer than this.
     *
     * @return false, and nothing has changed, if there is one
     */
    Uni<Boolean> addIfNew(KnownDevice device, LifecycleEvent arrival);

    /** The devices of these names, other than these, of which the registry has never said anything. */
    Uni<List<KnownDevice>> namesakes(List<KnownDevice> registered);

    /** The device is known no longer. */
    Uni<Void> remove(KnownDevice device);
}
