package io.muster.kit.sample;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.kit.Rounds;
import io.muster.kit.postgres.Lookups;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;

/** Takes the samples. What could not be asked for is not a number until it can be: an old value would be taken for a new one. */
@ApplicationScoped
class Sampler {

    private final List<Sample> samples;
    private final Lookups lookups;
    private final SampleSettings settings;
    private final MeterRegistry meters;
    private final Rounds rounds = new Rounds();

    Sampler(@All List<Sample> samples, Lookups lookups, SampleSettings settings, MeterRegistry meters) {
        this.samples = samples;
        this.lookups = lookups;
        this.settings = settings;
        this.meters = meters;
    }

    void start(@Observes StartupEvent event) {
        samples.forEach(this::begin);
    }

    void stop(@Observes ShutdownEvent event) {
        rounds.stop();
    }

    private void begin(Sample sample) {
        AtomicReference<double[]> latest = new AtomicReference<>(unknown(sample));
        for (int i = 0; i < sample.gauges().size(); i++) {
            register(sample.gauges().get(i), i, latest);
        }
        rounds.repeat("sample " + sample.gauges().get(0).name(), settings.interval(), () -> take(sample)
                .onFailure()
                .invoke(() -> latest.set(unknown(sample)))
                .invoke(latest::set)
                .replaceWithVoid());
    }

    private void register(SampledGauge gauge, int column, AtomicReference<double[]> latest) {
        // The gauge holds the values: nothing else does.
        Gauge.builder(gauge.name(), () -> latest.get()[column])
                .baseUnit(gauge.unit())
                .tags(gauge.tags())
                .description(gauge.description())
                .register(meters);
    }

    private Uni<double[]> take(Sample sample) {
        return lookups.of(sample.query(), Tuple.of(settings.rows()))
                .map(rows -> values(rows.iterator().next(), sample.gauges().size()));
    }

    private static double[] values(Row row, int columns) {
        return IntStream.range(0, columns)
                .mapToDouble(column -> ((Number) row.getValue(column)).doubleValue())
                .toArray();
    }

    private static double[] unknown(Sample sample) {
        double[] values = new double[sample.gauges().size()];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
