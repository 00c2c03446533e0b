package io.muster.provisioning.credential;

import java.util.List;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The credentials of all devices. Everything but {@link #of} is for use inside a transaction. */
public interface Credentials {

    /**
     * The device's credentials, held against every other change until the transaction ends.
     *
     * <p>Fails with {@link io.muster.kit.device.DeviceUnknown} if the device has been deleted by now.
     */
    Uni<DeviceCredentials> hold(String workspace, String device);

    /** As {@link #hold}, also for a deleted device; null if it never had any credential. */
    Uni<@Nullable DeviceCredentials> holdIfAny(String device);

    /** Writes what has changed. */
    Uni<Void> keep(DeviceCredentials changed);

    /** Removes every trace of the device. */
    Uni<Void> forget(String device);

    /** The newest first. */
    Uni<List<Credential>> of(String workspace, String device);
}
