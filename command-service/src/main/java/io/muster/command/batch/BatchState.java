package io.muster.command.batch;

/** Whether a batch is given out. What has been given out goes on in any of these. */
public enum BatchState {
    RUNNING,
    /** Nothing more is given out until it runs again. */
    PAUSED,
    /** What is queued is being taken back. */
    CANCELING,
    /** What was queued has been taken back. */
    CANCELED
}
