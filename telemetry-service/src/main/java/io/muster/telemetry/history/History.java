package io.muster.telemetry.history;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;

import io.muster.kit.device.KnownDevice;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** What a device has said so far, in pages or as a whole. */
@ApplicationScoped
public class History {

    private final StoredReadings readings;
    private final HistoryLimits limits;

    History(StoredReadings readings, HistoryLimits limits) {
        this.readings = readings;
        this.limits = limits;
    }

    /** @param next where the next page begins; null if there is none */
    public record Page(List<StoredReading> readings, @Nullable Position next) {}

    /** The page that the query wants. */
    public Uni<Page> page(KnownDevice device, HistoryQuery query) {
        return readings.find(device, query.andOneMore()).map(found -> page(found, query.limit()));
    }

    /** All readings of a selection, in pieces: the next is read only when it is asked for. */
    public Multi<List<StoredReading>> all(KnownDevice device, Selection selection) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<@Nullable Position>(), place -> readings.find(
                                device, new HistoryQuery(selection, limits.exportPage(), place.get()))
                        .invoke(found -> place.set(found.size() == 0 ? place.get() : found.end())))
                .whilst(found -> found.cut() || found.size() == limits.exportPage())
                .map(StoredReadings.Found::readings);
    }

    private static Page page(StoredReadings.Found found, int limit) {
        List<StoredReading> readings = found.readings();
        if (found.size() > limit) {
            return new Page(readings.subList(0, limit), readings.get(limit - 1).position());
        }
        return new Page(readings, found.cut() ? found.end() : null);
    }
}
