package io.muster.command.execution;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What may be asked, and how long anything may take. */
@ConfigMapping(prefix = "muster.command")
public interface CommandSettings {

    /** How long a command waits for its device if the order does not say. */
    @WithDefault("24h")
    Duration ttl();

    /** The longest that an order may ask for. */
    @WithDefault("30d")
    Duration longestTtl();

    /** How long a device may take, from the sending and from each sign of life, if the order does not say. */
    @WithDefault("5m")
    Duration timeout();

    /** The longest that an order may ask for. */
    @WithDefault("7d")
    Duration longestTimeout();

    /** The largest parameters, in bytes of JSON: well below what the broker takes as one packet. */
    @WithDefault("65536")
    int maxParametersSize();

    /** The largest answer of a device that is looked at, in bytes. */
    @WithDefault("65536")
    int maxAnswerSize();

    /**
     * How old the news has to be that a command has come to its device before it is looked at: most devices have answered
     * by then, which says more.
     */
    @WithDefault("500ms")
    Duration receiptAge();

    /** The most devices that one order may list. */
    @WithDefault("100000")
    int bulkLimit();

    /** The most devices that one order may reach. */
    @WithDefault("100000")
    int groupLimit();

    /** How long what is finished is kept. */
    @WithDefault("30d")
    Duration retention();

    /** The most executions that are removed in one go when their time is over. */
    @WithDefault("5000")
    int removalBatch();
}
