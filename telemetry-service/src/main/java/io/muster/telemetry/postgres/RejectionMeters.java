package io.muster.telemetry.postgres;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.telemetry.ingest.Rejection;
import io.muster.telemetry.ingest.RejectionReason;

/** Counts rejected messages by their reason: also those of which the table keeps nothing any more. */
@ApplicationScoped
class RejectionMeters {

    private final Map<RejectionReason, Counter> rejected = new EnumMap<>(RejectionReason.class);

    RejectionMeters(MeterRegistry meters) {
        for (RejectionReason reason : RejectionReason.values()) {
            rejected.put(
                    reason,
                    Counter.builder("muster.rejected.messages")
                            .description("Messages that came to this replica and were rejected")
                            .tag("reason", reason.code())
                            .register(meters));
        }
    }

    void count(List<Rejection> rejections) {
        for (Rejection rejection : rejections) {
            rejected.get(rejection.reason()).increment();
        }
    }
}
