package io.muster.telemetry.ingest;

import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * A message that is not stored as a reading.
 *
 * @param detail says why to a person
 * @param head the first bytes of the payload
 * @param messageId of the message, or of the reading in it that cannot be used; null if it has none that was read
 */
public record Rejection(
        String workspace,
        String device,
        String topic,
        RejectionReason reason,
        String detail,
        byte[] head,
        Instant receivedAt,
        @Nullable String messageId) {

    /** Of a message that nobody has read. */
    public Rejection(
            String workspace,
            String device,
            String topic,
            RejectionReason reason,
            String detail,
            byte[] head,
            Instant receivedAt) {
        this(workspace, device, topic, reason, detail, head, receivedAt, null);
    }

    static Rejection of(
            IncomingMessage message, RejectionReason reason, String detail, @Nullable String messageId, int headBytes) {
        int kept = reason == RejectionReason.DELETED ? 0 : Math.min(headBytes, message.payload().length);
        return new Rejection(
                message.workspace(),
                message.device(),
                message.topic(),
                reason,
                detail,
                Arrays.copyOf(message.payload(), kept),
                message.receivedAt(),
                messageId);
    }
}
