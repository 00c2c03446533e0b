package io.muster.telemetry.ingest;

/** What becomes of a reading whose time cannot be believed. */
public enum ClockSkew {
    /** It is stored at the server's time, and the device's is kept beside it. */
    FLAG,
    /** Its message is rejected. */
    REJECT
}
