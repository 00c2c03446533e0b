package io.muster.registry.postgres;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.muster.kit.sample.Sample;
import io.muster.kit.sample.SampledGauge;

/** What the metrics say of the devices that there are. */
@Dependent
class RegistrySamples {

    /** Counting them would take longer with each of them. */
    private static final String DEVICES =
            "select greatest(reltuples, 0) from pg_class where oid = 'device'::regclass and $1::int > 0";

    private static final String EARLY =
            """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(heard_at)), 0)
            from (select heard_at from early_news order by heard_at limit $1) as early
            """;

    @Produces
    @Singleton
    static Sample devices() {
        return new Sample(
                DEVICES,
                new SampledGauge(
                        "muster.registry", "devices", "Devices that are registered, as Postgres last estimated it"));
    }

    @Produces
    @Singleton
    static Sample early() {
        return new Sample(
                EARLY,
                new SampledGauge("muster.registry.early", "events", "News of devices that are not registered yet"),
                new SampledGauge(
                        "muster.registry.early.age", "seconds", "How long the first of them has been waiting"));
    }
}
