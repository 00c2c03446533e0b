package io.muster.registry.news;

import java.util.Collection;
import java.util.List;

import io.muster.events.LifecycleEvent;
import io.smallrye.mutiny.Uni;

/**
 * The last word of each topic on devices that the registry does not have: a device that came in by itself may be
 * provisioned and connected before it is registered here. Used inside of a transaction.
 */
public interface EarlyNews {

    /** Nobody else keeps or takes news of the devices, or registers them with it, until the transaction ends. */
    Uni<Void> hold(Collection<String> devices);

    /**
     * Keeps it for {@link EarlyNewsSettings#kept()}, in the place of what the same topic said of the device before.
     *
     * @param news at most one event of each device and topic
     */
    Uni<Void> keep(List<? extends LifecycleEvent> news);

    /** What was kept of the devices, which is not kept any longer. */
    Uni<List<LifecycleEvent>> take(Collection<String> devices);
}
