package io.muster.shadow.postgres;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.muster.kit.sample.Sample;
import io.muster.kit.sample.SampledGauge;

/** What the metrics say of shadows that are not as they should be. */
@Dependent
class ShadowSamples {

    private static final String DUE =
            """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(due)), 0)
            from (select due from due_delta where due <= now() order by due limit $1) as due
            """;
    /** In the order of the index, so that it is looked at and not the table. */
    private static final String DIVERGED =
            """
            select count(*) from (
                select from shadow where diverged_since is not null
                order by workspace, diverged_since, device, name limit $1) as diverged
            """;

    private static final String DERIVED =
            """
            select count(*), coalesce(extract(epoch from clock_timestamp() - min(due)), 0)
            from (select due from derived_state where due <= now() order by due limit $1) as due
            """;

    @Produces
    @Singleton
    static Sample deltas() {
        return new Sample(
                DUE,
                new SampledGauge(
                        "muster.deltas.due", "deltas", "Deltas that are to be sent now to devices that listen"),
                new SampledGauge("muster.deltas.lateness", "seconds", "How long the first of them has been due"));
    }

    @Produces
    @Singleton
    static Sample diverged() {
        return new Sample(
                DIVERGED,
                new SampledGauge(
                        "muster.shadows.diverged", "shadows", "Shadows whose reported state lacks what is desired"));
    }

    @Produces
    @Singleton
    static Sample derived() {
        return new Sample(
                DERIVED,
                new SampledGauge("muster.derived.due", "states", "States of devices that are to go into shadows now"),
                new SampledGauge("muster.derived.lateness", "seconds", "How long the first of them has been due"));
    }
}
