package io.muster.telemetry.postgres;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.muster.kit.sample.Sample;
import io.muster.kit.sample.SampledGauge;

/** What the metrics say of messages that are kept and not readings yet. */
@Dependent
class TelemetrySamples {

    private static final String EARLY =
            """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(received_at)), 0)
            from (select received_at from early_message order by received_at limit $1) as early
            """;

    @Produces
    @Singleton
    static Sample early() {
        return new Sample(
                EARLY,
                new SampledGauge(
                        "muster.ingest.early", "messages", "Messages of devices of which nothing was heard yet"),
                new SampledGauge("muster.ingest.early.age", "seconds", "How long the first of them has been waiting"));
    }
}
