package io.muster.telemetry.ingest;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a device may say, and for how long what cannot be used yet, or at all, is kept. */
@ConfigMapping(prefix = "muster.ingest")
public interface IngestLimits {

    /** The largest payload, in bytes. */
    @WithDefault("131072")
    int maxPayloadBytes();

    /** The most readings in one message. */
    @WithDefault("1000")
    int maxReadings();

    /** The most values in one reading. */
    @WithDefault("1000")
    int maxValues();

    /** The longest name of a value, in letters; a name is a part of an index, which cannot hold one of over some 600. */
    @WithDefault("256")
    int maxNameLength();

    /** The most channels of a device that sends over HTTP; over MQTT the broker counts them. */
    @WithDefault("32")
    int maxChannels();

    /** Of how many names of a device's numbers there are sums for one hour; others are stored all the same. */
    @WithDefault("1000")
    int maxRolledUpNames();

    /** Of how many such names a replica remembers that it has seen them in their hour, of all devices together. */
    @WithDefault("200000")
    int rolledUpNamesRemembered();

    /** The most messages in one HTTP request. */
    @WithDefault("10000")
    int maxItems();

    /**
     * How late a message may come, in numbers, and still fill a gap; one that is further back begins anew. Not less than
     * what writers hold at a time ({@code muster.intake.batch-size} times {@code writers}): they may commit out of order.
     */
    @WithDefault("2000")
    int sequenceWindow();

    /** How many numbers may be left out; a larger jump begins anew. */
    @WithDefault("10000")
    int sequenceJump();

    /** How far in the past the readings of an uploaded history may be, as long as readings are kept that long. */
    @WithDefault("365d")
    Duration maxHistory();

    /** The deepest nesting of a payload's JSON, in levels. */
    @WithDefault("32")
    int maxDepth();

    /**
     * A device's time is believed if it is no further in the past than this, counted from when the message came. What is
     * believed and older than readings of the device are kept is rejected: of this and the retention the lower counts.
     */
    @WithDefault("30d")
    Duration maxAge();

    /** A device's time is believed if it is no further in the future than this. */
    @WithDefault("5m")
    Duration maxAhead();

    /**
     * A reading that is older than this when it comes is history, as is all of an uploaded table: it says nothing of how
     * the device is now, and the device was there at its time and not when it came.
     */
    @WithDefault("1d")
    Duration newsAge();

    /** What becomes of a reading with a time that is not believed. */
    @WithDefault("flag")
    ClockSkew clockSkew();

    /** How many days ahead partitions are made. */
    @WithDefault("3")
    int daysAhead();

    /** For how long a message id is remembered; a message that comes again later than that is stored again. */
    @WithDefault("7d")
    Duration messageIdAge();

    /** How long messages of a device that is not known wait for news of it before they are rejected. */
    @WithDefault("10m")
    Duration earlyWait();

    /** How many messages of one device that is not known wait; of more, the oldest are rejected. */
    @WithDefault("1000")
    int earlyPerDevice();

    /** How soon waiting messages are looked at again. */
    @WithDefault("250ms")
    Duration earlyPoll();

    /** How many waiting messages are taken in at a time. */
    @WithDefault("500")
    int earlyBatch();

    /** How many rejected messages of one device are kept: the newest. */
    @WithDefault("100")
    int rejectedPerDevice();

    /** How long a rejected message is kept. */
    @WithDefault("30d")
    Duration rejectedAge();

    /** How much of a rejected message is kept, in bytes. */
    @WithDefault("256")
    int rejectedHeadBytes();

    /** The most message ids, or rejected messages, that are removed by one statement. */
    @WithDefault("10000")
    int forgetRows();

    /** How often partitions are made and what is too old is removed. */
    @WithDefault("10m")
    Duration upkeepInterval();
}
