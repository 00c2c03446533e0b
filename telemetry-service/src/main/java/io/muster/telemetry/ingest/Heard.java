package io.muster.telemetry.ingest;

import java.time.Instant;

/**
 * That a message of a device came, whatever became of it.
 *
 * @param bytes of its payload
 * @param readings that it held; 0 for a message that was rejected
 */
public record Heard(String workspace, String device, Instant receivedAt, int bytes, int readings) {

    static Heard of(IncomingMessage message, int readings) {
        return new Heard(
                message.workspace(), message.device(), message.receivedAt(), message.payload().length, readings);
    }
}
