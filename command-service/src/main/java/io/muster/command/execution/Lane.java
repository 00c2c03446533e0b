package io.muster.command.execution;

/** Two queues of what is due, so that nothing of the one waits for the other. */
public enum Lane {
    /** Commands to one device. */
    SINGLE,
    /** Those of batches. */
    BATCH
}
