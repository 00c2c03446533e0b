package io.muster.shadow.postgres;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How changes of shadows are written: those that come while a transaction is under way go together in the next one. */
@ConfigMapping(prefix = "muster.writes")
interface WriteSettings {

    /** The most transactions at the same time; each has its share of the devices. Fewer than connections. */
    @WithDefault("2")
    int writers();

    /** The most changes in a transaction. */
    @WithDefault("100")
    int batchSize();

    /** The most changes that wait for each of the writers; one more is answered with 503. */
    @WithDefault("5000")
    int waiting();

    /** How long a change waits for its transaction before it is answered with 503. */
    @WithDefault("10s")
    Duration patience();

    /** From one note that deltas have been sent to the next; what is sent meanwhile stands in it together. */
    @WithDefault("50ms")
    Duration pace();
}
