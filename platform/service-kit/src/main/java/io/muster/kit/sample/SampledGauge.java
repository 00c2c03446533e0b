package io.muster.kit.sample;

import io.micrometer.core.instrument.Tags;

/**
 * What a column of a {@link Sample} is called.
 *
 * @param name without the unit, in Micrometer's form: {@code muster.outbox.oldest}
 * @param unit what is counted, or {@code seconds}
 */
public record SampledGauge(String name, String unit, Tags tags, String description) {

    public SampledGauge(String name, String unit, String description) {
        this(name, unit, Tags.empty(), description);
    }
}
