package io.muster.kit.outbox;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.events.EventRecord;
import io.muster.kit.sample.Sample;
import io.muster.kit.sample.SampledGauge;

/** What is measured of the events that leave: by those that Kafka has, so that what was rolled back is not counted. */
@Singleton
class OutboxMeters {

    private static final String WAITING =
            """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)
            from (select created_at from outbox order by id limit $1) as oldest
            """;
    private static final String TOMBSTONE = "tombstone";

    private final MeterRegistry meters;
    private final Counter failures;
    private final Map<String, Counter> published = new ConcurrentHashMap<>();

    OutboxMeters(MeterRegistry meters, OutboxSettings settings) {
        this.meters = meters;
        this.failures = Counter.builder("muster.outbox.failures")
                .description("Times that events could not be brought to Kafka; they are tried again")
                .register(meters);
        settings.eventTypes().ifPresent(types -> types.forEach(this::of));
    }

    @Produces
    @Singleton
    static Sample waiting() {
        return new Sample(
                WAITING,
                new SampledGauge("muster.outbox.waiting", "events", "Events that are committed and not in Kafka yet"),
                new SampledGauge("muster.outbox.oldest", "seconds", "How long the oldest of them has been waiting"));
    }

    void published(List<OutboxPublisher.Stored> records) {
        for (OutboxPublisher.Stored stored : records) {
            of((String) stored.headers().getOrDefault(EventRecord.TYPE, TOMBSTONE))
                    .increment();
        }
    }

    void failed() {
        failures.increment();
    }

    /** @param type as events have it: there are as many as the platform knows */
    private Counter of(String type) {
        return published.computeIfAbsent(type, name -> Counter.builder("muster.outbox.published")
                .baseUnit("events")
                .description("Events that Kafka has from this replica, each once or more often")
                .tag("event", name)
                .register(meters));
    }
}
