package io.muster.telemetry.postgres;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long Postgres may take. */
@ConfigMapping(prefix = "muster.query")
interface QueryLimits {

    /**
     * The longest that a statement may take which reads or stores readings; then Postgres ends it. An export is one
     * statement for each of its pages.
     */
    @WithDefault("30s")
    Duration timeout();

    /** How long after that a connection that is silent is given up: Postgres is frozen, or its machine is gone. */
    @WithDefault("10s")
    Duration grace();

    /** The longest that opening a connection may take. */
    @WithDefault("5s")
    Duration connect();
}
