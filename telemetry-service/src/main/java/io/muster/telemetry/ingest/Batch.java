package io.muster.telemetry.ingest;

import java.util.List;

import io.muster.telemetry.reading.Reading;

/**
 * What becomes of messages that came together.
 *
 * @param heard the messages of devices that are known, for their statistics; none of a deleted device
 * @param early those that wait for news of their device
 * @param settled the waiting messages that this batch was made of, by id: they wait no longer
 */
public record Batch(
        List<Heard> heard,
        List<Reading> readings,
        List<Rejection> rejections,
        List<IncomingMessage> early,
        List<Long> settled) {}
