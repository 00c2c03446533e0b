package io.muster.provisioning.postgres;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Tags;
import io.muster.kit.sample.Sample;
import io.muster.kit.sample.SampledGauge;

/** What the metrics say of devices that are expected. */
@Dependent
class ProvisioningSamples {

    private static final String REQUESTS = "select status as value from new_device_request order by number limit $1";

    @Produces
    @Singleton
    static Sample requests() {
        SortedMap<String, SampledGauge> states = new TreeMap<>();
        Stream.of("WAITING_FOR_CONNECTION", "PENDING_ACCEPTANCE", "ACCEPTED", "BLOCKED")
                .forEach(state -> states.put(
                        state,
                        new SampledGauge(
                                "muster.new.device",
                                "requests",
                                Tags.of("state", state.toLowerCase(Locale.ROOT)),
                                "Requests for new devices, by their state")));
        return Sample.counts(REQUESTS, states);
    }
}
