package io.muster.shadow.derivation;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

import io.muster.events.StateReported;
import io.smallrye.mutiny.Uni;

/** What devices last said of themselves elsewhere, until it is in their shadows. */
public interface DerivableStates {

    /**
     * Keeps the states, unless newer ones are kept. Each is due at once if its device has something left to do, for it may
     * be that; else when so much time has passed since the shadow was told last.
     */
    Uni<Void> keep(Collection<StateReported> states, Duration interval);

    /** Takes some that are due; each comes again after the lease unless it is settled by then. */
    Uni<List<StateReported>> claim(int limit, Duration lease);

    /** The shadow has it; a newer one that came meanwhile is due after the interval. */
    Uni<Void> settle(StateReported state, Duration interval);
}
