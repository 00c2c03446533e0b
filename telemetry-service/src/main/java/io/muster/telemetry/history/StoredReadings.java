package io.muster.telemetry.history;

import java.util.List;

import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Uni;

/** What is kept of a device's readings. */
public interface StoredReadings {

    /** The readings that the query wants, in its order. */
    Uni<List<StoredReading>> find(KnownDevice device, HistoryQuery query);

    /** The newest reading of each channel, by the name of the channel. */
    Uni<List<StoredReading>> latest(KnownDevice device);
}
