package io.muster.telemetry.ingest;

import java.time.Instant;

/**
 * A message as it came, from a device that the broker has authenticated.
 *
 * @param device the {@code id}
 * @param path what follows the device in the topic: {@code telemetry/…} or {@code status…}
 * @param payload not to be changed
 */
public record IncomingMessage(String workspace, String device, String path, byte[] payload, Instant receivedAt) {

    String topic() {
        return workspace + "/devices/" + device + "/" + path;
    }
}
