package io.muster.registry.news;

import java.util.List;

import io.muster.events.LifecycleEvent;
import io.smallrye.mutiny.Uni;

/**
 * The last word of each topic on devices that the registry does not have: a device that came in by itself may be
 * provisioned and connected before it is registered here. Used inside of a transaction.
 */
public interface EarlyNews {

    /** Nobody else keeps or takes news of the device, or registers it with them, until the transaction ends. */
    Uni<Void> hold(String device);

    /** Keeps it for {@link EarlyNewsSettings#kept()}, in the place of what the same topic said of the device before. */
    Uni<Void> keep(LifecycleEvent event);

    /** What was kept of the device, which is not kept any longer. */
    Uni<List<LifecycleEvent>> take(String device);
}
