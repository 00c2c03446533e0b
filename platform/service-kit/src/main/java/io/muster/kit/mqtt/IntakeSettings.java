package io.muster.kit.mqtt;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How device messages are taken in. */
@ConfigMapping(prefix = "muster.intake")
public interface IntakeSettings {

    /** The most messages that are stored together. */
    @WithDefault("500")
    int batchSize();

    /** How many batches are stored at the same time; with one, the order of messages is kept. */
    @WithDefault("1")
    int writers();

    /** Before a batch that could not be stored is tried again, at first. */
    @WithDefault("100ms")
    Duration retryDelay();
}
