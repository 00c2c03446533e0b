package io.muster.provisioning.onboarding;

import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Uni;

/** A feature that keeps something of newcomers. Any bean of this type is told when one has lost its name. */
public interface Displacement {

    /**
     * The registry has given the newcomer's name to another device before it heard of the newcomer, which therefore
     * does not exist any more. Called in the transaction that removes it.
     */
    Uni<Void> onDisplaced(KnownDevice newcomer);
}
