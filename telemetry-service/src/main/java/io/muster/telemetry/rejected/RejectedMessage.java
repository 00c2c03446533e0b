package io.muster.telemetry.rejected;

import java.time.Instant;

/**
 * A message that was no reading, as it is kept.
 *
 * @param device the {@code id} that its topic names
 * @param head the first bytes of its payload
 */
public record RejectedMessage(
        long id, String device, String topic, String reason, String detail, byte[] head, Instant receivedAt) {

    public RejectedQuery.Place place() {
        return new RejectedQuery.Place(receivedAt, id);
    }
}
