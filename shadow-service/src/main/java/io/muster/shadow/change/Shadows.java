package io.muster.shadow.change;

import java.util.function.UnaryOperator;

import io.muster.shadow.document.Shadow;
import io.smallrye.mutiny.Uni;

/** All shadows, one for each device. */
public interface Shadows {

    /** The device's shadow as it is now; an untouched one if nothing was said yet. */
    Uni<Shadow> find(String workspace, String device);

    /**
     * Changes a shadow and says so, in one transaction; two changes of one shadow come one after the other. What is
     * left for the device to do becomes due for delivery.
     *
     * <p>Fails with {@link io.muster.kit.device.DeviceUnknown} if the device has been deleted, and with whatever the
     * decision throws; then nothing is changed.
     *
     * @param decision is told what is there and says what shall be there
     */
    Uni<Shadow> update(String workspace, String device, UnaryOperator<ShadowChange> decision);
}
