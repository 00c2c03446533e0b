package io.muster.kit.mqtt;

import java.time.Duration;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What is measured of a channel: by batches, so that a message costs nothing. */
record IntakeMeters(Counter dropped, Counter renewals, Counter retries, DistributionSummary batch, Timer commit) {

    /** From what a batch takes when all is well to what is tried again. */
    private static final Duration[] COMMIT = IntStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    static IntakeMeters of(MeterRegistry meters, String channel) {
        return new IntakeMeters(
                Counter.builder("muster.intake.dropped")
                        .description("Messages sent with QoS 0 that were lost because there was no room for them")
                        .tag("channel", channel)
                        .register(meters),
                Counter.builder("muster.intake.renewals")
                        .description("Connections ended so that the broker says again what there was no room for")
                        .tag("channel", channel)
                        .register(meters),
                Counter.builder("muster.intake.retries")
                        .description("Times that a batch could not be stored")
                        .tag("channel", channel)
                        .register(meters),
                DistributionSummary.builder("muster.intake.batch")
                        .baseUnit("messages")
                        .description("Messages stored together")
                        .tag("channel", channel)
                        .register(meters),
                Timer.builder("muster.intake.commit")
                        .description("Until a batch was stored, with all tries")
                        .tag("channel", channel)
                        .serviceLevelObjectives(COMMIT)
                        .register(meters));
    }
}
