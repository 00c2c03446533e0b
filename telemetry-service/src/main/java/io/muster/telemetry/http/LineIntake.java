package io.muster.telemetry.http;

import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.kit.problem.InvalidRequest;
import io.muster.telemetry.ingest.IngestLimits;
import io.muster.telemetry.ingest.Reception;

/** Reads bodies of lines no faster than they are stored. */
@ApplicationScoped
class LineIntake {

    private final LineLimits limits;
    private final IngestLimits ingest;
    private final Semaphore places;
    private final PlacesPerCaller placesPerCaller;

    LineIntake(LineLimits limits, IngestLimits ingest, MeterRegistry meters) {
        this.limits = limits;
        this.ingest = ingest;
        this.places = new Semaphore(limits.atOnce());
        this.placesPerCaller = new PlacesPerCaller(limits.perCaller(), "lines", meters);
    }

    /**
     * Waits for what comes and until it is stored: for worker threads. What was stored before a failure stays.
     *
     * @param caller whose places are taken
     * @param store keeps a batch of lines
     */
    Reception take(InputStream body, String caller, BodyIntake.Store<byte[]> store) throws InterruptedException {
        placesPerCaller.take(caller);
        try {
            return inTurn(new TimedBody(body, limits.time()), store);
        } finally {
            placesPerCaller.giveBack(caller);
        }
    }

    private Reception inTurn(InputStream body, BodyIntake.Store<byte[]> store) throws InterruptedException {
        if (!places.tryAcquire(limits.patience().toMillis(), TimeUnit.MILLISECONDS)) {
            throw new SharedBytes.IntakeBusy();
        }
        try {
            return all(new BodyLines(body, limits, ingest.maxPayloadBytes()), store);
        } finally {
            places.release();
        }
    }

    private Reception all(BodyLines lines, BodyIntake.Store<byte[]> store) throws InterruptedException {
        Reception reception = Reception.NOTHING;
        for (List<byte[]> batch = lines.next(); !batch.isEmpty(); batch = lines.next()) {
            reception = reception.and(store.store(batch), ingest.maxItems());
        }
        if (reception.received() == 0) {
            throw new InvalidRequest("body", "is required");
        }
        return reception;
    }
}
