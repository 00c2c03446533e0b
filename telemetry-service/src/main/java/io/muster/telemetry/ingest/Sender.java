package io.muster.telemetry.ingest;

import java.time.Duration;

/**
 * What is known of a device that sends.
 *
 * @param status as the registry last said
 * @param kept for how long its readings are kept
 */
public record Sender(String workspace, String status, boolean deleted, Duration kept) {

    /**
     * Only what a person has said no to is turned away here. Who may connect at all, the broker decides: a device that
     * has just got its first credentials may be inactive in this service's eyes for a moment longer.
     */
    boolean isSuspended() {
        return status.equals("suspended");
    }
}
