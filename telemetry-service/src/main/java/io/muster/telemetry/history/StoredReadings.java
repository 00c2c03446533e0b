package io.muster.telemetry.history;

import java.util.List;

import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Uni;

/** What is kept of a device's readings. */
public interface StoredReadings {

    /** The readings that the query wants, in its order; fewer if they are large, but one at least. */
    Uni<Found> find(KnownDevice device, HistoryQuery query);

    /** @param cut whether there were more of them, which were too many bytes for one answer */
    record Found(List<StoredReading> readings, boolean cut) {

        int size() {
            return readings.size();
        }

        Position end() {
            return readings.get(size() - 1).position();
        }
    }

    /** The newest reading of each channel, by the name of the channel. */
    Uni<List<StoredReading>> latest(KnownDevice device);
}
