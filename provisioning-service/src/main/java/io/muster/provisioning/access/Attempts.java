package io.muster.provisioning.access;

import io.muster.events.AccessEvent.AccessRefused;
import io.muster.events.AccessEvent.Attempt;
import io.smallrye.mutiny.Uni;

/** The attempts of all devices. */
public interface Attempts {

    /** Keeps and counts it, once, however often a broker says it; of each device only so many are kept. */
    Uni<Void> add(AccessRefused refusal, int kept);

    /** The same of one that was refused here. */
    Uni<Void> add(String device, Attempt attempt, int kept);

    /** Of this device. */
    Uni<AccessHistory> of(String device);

    /** Removes every trace of the device. */
    Uni<Void> forget(String device);
}
