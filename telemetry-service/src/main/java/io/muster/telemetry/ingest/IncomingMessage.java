package io.muster.telemetry.ingest;

import java.time.Instant;

/**
 * A message as it came, from a device that the broker has authenticated.
 *
 * @param device the {@code id}
 * @param workspace {@link #UNKNOWN} as long as nobody has said where the device belongs and the topic does not tell
 * @param path what follows the device in the topic: {@code telemetry/…} or {@code status…}; {@link LosantForm#PATH} for
 *     a device that speaks Losant
 * @param payload not to be changed
 */
public record IncomingMessage(String workspace, String device, String path, byte[] payload, Instant receivedAt) {

    /** No workspace has this name. */
    public static final String UNKNOWN = "";

    /** From a device that speaks Losant. */
    public static IncomingMessage ofLosant(String device, byte[] payload, Instant receivedAt) {
        return new IncomingMessage(UNKNOWN, device, LosantForm.PATH, payload, receivedAt);
    }

    /** The topic to which such a message came. */
    public static String topic(String workspace, String device, String path) {
        return path.equals(LosantForm.PATH)
                ? "losant/" + device + "/state"
                : workspace + "/devices/" + device + "/" + path;
    }

    String topic() {
        return topic(workspace, device, path);
    }

    /** In the device's workspace, if the topic has not told it. */
    IncomingMessage from(Sender sender) {
        return workspace.equals(UNKNOWN)
                ? new IncomingMessage(sender.workspace(), device, path, payload, receivedAt)
                : this;
    }
}
