package io.muster.telemetry.ingest;

/**
 * A message that waited for news of its device.
 *
 * @param id of the waiting message
 */
public record EarlyMessage(long id, IncomingMessage message) {}
