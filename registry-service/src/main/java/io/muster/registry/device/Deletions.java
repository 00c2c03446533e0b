package io.muster.registry.device;

import io.smallrye.mutiny.Uni;

/** What is remembered of devices that are no more. */
public interface Deletions {

    /** Notes it in the transaction that deletes the device. */
    Uni<Void> record(Deletion deletion);

    /** Whether the device is remembered as deleted; inside of a transaction. */
    Uni<Boolean> contain(DeviceId device);
}
