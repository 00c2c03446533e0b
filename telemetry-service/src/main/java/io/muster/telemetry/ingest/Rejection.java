package io.muster.telemetry.ingest;

import java.time.Instant;
import java.util.Arrays;

/**
 * A message that is not stored as a reading.
 *
 * @param detail says why to a person
 * @param head the first bytes of the payload
 */
public record Rejection(
        String workspace,
        String device,
        String topic,
        RejectionReason reason,
        String detail,
        byte[] head,
        Instant receivedAt) {

    static Rejection of(IncomingMessage message, RejectionReason reason, String detail, int headBytes) {
        int kept = reason == RejectionReason.DELETED ? 0 : Math.min(headBytes, message.payload().length);
        return new Rejection(
                message.workspace(),
                message.device(),
                message.topic(),
                reason,
                detail,
                Arrays.copyOf(message.payload(), kept),
                message.receivedAt());
    }
}
