package io.muster.telemetry.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import io.muster.telemetry.reading.Channels;

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

    /** How the path of a reading begins that was written down at its time and is told much later. */
    static final String HISTORY = "history/";

    /** Of a channel, as if it had come to the device's topic. */
    public static IncomingMessage ofChannel(
            String workspace, String device, String channel, byte[] payload, Instant receivedAt) {
        return new IncomingMessage(workspace, device, "telemetry/" + channel, payload, receivedAt);
    }

    /** Of a channel, from what somebody kept meanwhile. */
    public static IncomingMessage ofHistory(
            String workspace, String device, String channel, byte[] payload, Instant receivedAt) {
        return new IncomingMessage(workspace, device, HISTORY + channel, payload, receivedAt);
    }

    /** Of a device's health. */
    public static IncomingMessage ofStatus(String workspace, String device, byte[] payload, Instant receivedAt) {
        return new IncomingMessage(workspace, device, Channels.STATUS, payload, receivedAt);
    }

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

    /** Where a device says such a thing at its time, whenever it is told. */
    public String saidOn() {
        if (!isHistory()) {
            return topic();
        }
        String channel = path.substring(HISTORY.length());
        return topic(workspace, device, channel.equals(Channels.STATUS) ? Channels.STATUS : "telemetry/" + channel);
    }

    boolean isHistory() {
        return path.startsWith(HISTORY);
    }

    String topic() {
        return topic(workspace, device, path);
    }

    /** The same, so many microseconds later. */
    IncomingMessage later(int microseconds) {
        return new IncomingMessage(workspace, device, path, payload, receivedAt.plus(microseconds, ChronoUnit.MICROS));
    }

    /** In the device's workspace, if the topic has not told it. */
    IncomingMessage from(Sender sender) {
        return workspace.equals(UNKNOWN)
                ? new IncomingMessage(sender.workspace(), device, path, payload, receivedAt)
                : this;
    }
}
