package io.muster.kit.sample;

import java.util.List;
import java.util.SortedMap;

import static java.util.stream.Collectors.joining;

/**
 * Gauges that one statement fills. A bean of this type is asked for by {@link Sampler}.
 *
 * @param query gives one row with a number for each gauge, none null, in their order. It is run by every replica every few
 *     seconds, so an index must bring it to what it counts, and it looks at no more rows than its parameter {@code $1}
 */
public record Sample(String query, List<SampledGauge> gauges) {

    public Sample {
        gauges = List.copyOf(gauges);
    }

    public Sample(String query, SampledGauge... gauges) {
        this(query, List.of(gauges));
    }

    /**
     * How many rows have which of some values.
     *
     * @param rows the statement for them, with {@code $1}; it has a column {@code value}
     * @param values by what stands in the column, in a fixed order
     */
    public static Sample counts(String rows, SortedMap<String, SampledGauge> values) {
        String counts = values.keySet().stream()
                .map(value -> "count(*) filter (where value = '" + value + "')")
                .collect(joining(", "));
        return new Sample("select " + counts + " from (" + rows + ") as rows", List.copyOf(values.values()));
    }
}
