package io.muster.kit.mqtt;

import java.time.Duration;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How device messages are taken in. */
@ConfigMapping(prefix = "muster.intake")
public interface IntakeSettings {

    /** The most messages that are stored together. */
    @WithDefault("500")
    int batchSize();

    /** After how many bytes fewer of them are: what is stored takes several times its size in memory. */
    @WithDefault("1M")
    MemorySize batchBytes();

    /** How many batches are stored at the same time; with one, the order of messages is kept. */
    @WithDefault("1")
    int writers();

    /** Before a batch that could not be stored is tried again, at first. */
    @WithDefault("100ms")
    Duration retryDelay();

    /** Between two tries of the same batch, at last. */
    @WithDefault("5s")
    Duration longestRetryDelay();

    /**
     * What all of a service's channels together may hold of messages that are not stored yet, each with what it costs
     * beside its payload. Above the broker's in-flight window of usual messages: at the limit a channel is connected anew.
     */
    @WithDefault("32M")
    MemorySize roomBytes();

    /** The most such messages. */
    @WithDefault("20000")
    int roomMessages();
}
