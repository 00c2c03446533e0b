package io.muster.kit.postgres;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long Postgres is waited for. */
@ConfigMapping(prefix = "muster.database")
public interface DatabaseSettings {

    /** The longest that opening a connection may take. */
    @WithDefault("5s")
    Duration connect();

    /** The longest that a request waits for a free connection. */
    @WithDefault("10s")
    Duration free();

    /** The longest wait for what is kept of devices, groups, credentials and idempotency keys, to read or to learn it. */
    @WithDefault("10s")
    Duration lookup();

    /**
     * How long nothing comes on a connection before it is given up; longer than {@code
     * quarkus.datasource.reactive.idle-timeout}, after which the pool closes those that nobody needs. The longest
     * statement takes no longer than what is between the two.
     */
    @WithDefault("2m")
    Duration silence();
}
