package io.muster.stack.supervise;

/** What a part is doing. */
public enum PartState {
    STARTING,
    READY,
    /** Kept down on purpose until somebody starts it. */
    HELD,
    /** Died and will be started again. */
    DEAD
}
