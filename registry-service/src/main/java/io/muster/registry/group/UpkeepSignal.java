package io.muster.registry.group;

/** Tells whoever runs {@link GroupUpkeep} that there is something to do, so that it does not wait for its clock. */
public interface UpkeepSignal {

    void raise();
}
