package io.muster.shadow.change;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

import io.muster.shadow.document.Layers;
import io.muster.shadow.document.Shadow;
import io.muster.shadow.document.ShadowId;
import io.smallrye.mutiny.Uni;

/** All shadows, the devices' own ones and the named ones. */
public interface Shadows {

    /** The shadow as it is now; an untouched one if nothing was said yet. */
    Uni<Shadow> find(ShadowId id);

    /** The device's named shadows, by name. */
    Uni<List<Shadow>> named(String workspace, String device);

    /**
     * Changes a shadow and says so, in one transaction; two changes of one shadow come one after the other, those that one
     * process asks for in that order. Changes that come at the same time share a transaction. What is left for the device to
     * do is sent to it, or becomes due for delivery.
     *
     * <p>Fails with {@link io.muster.kit.device.DeviceUnknown} if the device has been deleted, with
     * {@link ShadowRefusal.TooManyNames} if it may have no further shadow, and with whatever the decision throws; then
     * nothing is changed.
     *
     * @param decision is told what is there and says what shall be there; it may be asked again
     */
    Uni<Shadow> update(ShadowId id, UnaryOperator<ShadowChange> decision);

    /** As {@link #update}; the decision is told what the layers of the device say then, too. Named shadows have none. */
    Uni<Shadow> updateLayered(ShadowId id, BiFunction<ShadowChange, Layers, ShadowChange> decision);
}
