package io.muster.command.execution;

/**
 * A device's MQTT client has acknowledged the message with a command: it has come, and nothing more is known.
 *
 * @param device the {@code id}
 * @param commandId the execution
 */
public record Receipt(String workspace, String device, String commandId) {}
