package io.muster.telemetry.postgres;

import java.util.EnumMap;
import java.util.Map;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.telemetry.ingest.Batch;
import io.muster.telemetry.ingest.Rejection;
import io.muster.telemetry.ingest.RejectionReason;
import io.quarkus.runtime.Startup;

/**
 * Counts what this replica has committed, over MQTT and HTTP; rejected messages by their reason, also those of which the
 * table keeps nothing any more.
 */
@Startup
@Singleton
class IngestMeters {

    private final Counter messages;
    private final Counter readings;
    private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);

    IngestMeters(MeterRegistry meters) {
        this.messages = Counter.builder("muster.ingest.messages")
                .description("Messages of known devices that are committed")
                .register(meters);
        this.readings = Counter.builder("muster.ingest.readings")
                .description("Readings that are stored, each of them once")
                .register(meters);
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(
                    reason,
                    Counter.builder("muster.rejected.messages")
                            .description("Messages that came to this replica and were rejected")
                            .tag("reason", reason.code())
                            .register(meters));
        }
    }

    /** @param stored how many of the batch's readings were new */
    void count(Batch batch, int stored) {
        messages.increment(batch.heard().size());
        readings.increment(stored);
        for (Rejection rejection : batch.rejections()) {
            rejected.get(rejection.reason()).increment();
        }
    }
}
