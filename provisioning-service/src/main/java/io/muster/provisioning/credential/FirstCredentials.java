package io.muster.provisioning.credential;

import io.muster.provisioning.credential.DeviceCredentials.Change;
import io.smallrye.mutiny.Uni;

/** The quick way for what happens to every device once. */
public interface FirstCredentials {

    /**
     * Keeps a device's first credential and says so, in a transaction of its own. Answers false, and has changed nothing,
     * if the device had one before or is not there.
     */
    Uni<Boolean> enter(Change first);

    /** As {@link #enter}, in the transaction that it is called in. */
    Uni<Boolean> enterWithin(Change first);
}
